package org.meitheal.protocol.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.core.JsonParser;

/** Takes the values of a JSON array, one after another. */
@FunctionalInterface
interface ElementSink {
  /** The parser stands on a scalar. */
  void accept(JsonParser parser);

  /** Puts values of a fixed size into a buffer that is as large as the shape. */
  static ElementSink into(ByteBuffer target, DataType datatype, String label) {
    ByteBuffer out = target.order(ByteOrder.LITTLE_ENDIAN);
    return parser -> {
      if (out.remaining() < datatype.byteSize()) {
        throw OipException.badRequest(label + " has more elements than its shape");
      }
      ElementParser.put(parser, datatype, out, label);
    };
  }
}
