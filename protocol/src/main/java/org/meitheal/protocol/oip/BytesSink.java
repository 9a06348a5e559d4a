package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Strings as BYTES elements, in UTF-8. */
final class BytesSink implements ElementSink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final String label;
  private final long limit;

  BytesSink(String label, long limit) {
    this.label = label;
    this.limit = limit;
  }

  @Override
  public void accept(JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw OipException.badRequest(label + ": a value of its data is no string");
    }
    byte[] element = parser.getString().getBytes(UTF_8);
    if ((long) out.size() + Integer.BYTES + element.length > limit) {
      throw BoundedInputStream.tooLarge(limit);
    }
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(length.putInt(element.length).array());
    out.writeBytes(element);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
