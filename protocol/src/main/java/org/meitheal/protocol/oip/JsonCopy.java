package org.meitheal.protocol.oip;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Copies JSON token by token, numbers as they were written: no digit and no sign is lost. */
final class JsonCopy {
  private JsonCopy() {}

  /** The value that the parser stands on, to its last token. */
  static void value(JsonParser in, JsonGenerator out) {
    int depth = 0;
    while (true) {
      switch (in.currentToken()) {
        case null -> throw OipException.badRequest("the JSON ends early");
        case START_OBJECT -> {
          out.writeStartObject();
          depth++;
        }
        case START_ARRAY -> {
          out.writeStartArray();
          depth++;
        }
        case END_OBJECT -> {
          out.writeEndObject();
          depth--;
        }
        case END_ARRAY -> {
          out.writeEndArray();
          depth--;
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
        default -> out.copyCurrentEvent(in);
      }
      if (depth == 0) {
        return;
      }
      in.nextToken();
    }
  }
}
