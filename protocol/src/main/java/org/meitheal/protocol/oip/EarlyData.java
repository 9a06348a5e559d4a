package org.meitheal.protocol.oip;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * The data of an input whose shape or datatype comes after it, as from clients that sort keys: kept
 * as JSON text, hence no larger than the body, and read once the type is known.
 */
final class EarlyData {
  private EarlyData() {}

  /** Copies the array that the parser stands on. */
  static byte[] copy(JsonParser parser) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator out = OipJson.generator(text)) {
      JsonCopy.value(parser, out);
    }
    return text.toByteArray();
  }
}
