package org.meitheal.protocol.oip;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the small values of a head. */
final class Values {
  private static final int MAX_PARAMETERS = 256;
  private static final int MAX_TEXT = 4_096;

  private Values() {}

  /** A string of bounded length. */
  static String text(JsonParser parser, String what) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw OipException.badRequest(what + " must be a string");
    }
    if (parser.getStringLength() > MAX_TEXT) {
      throw OipException.badRequest(what + " is longer than " + MAX_TEXT + " characters");
    }
    return parser.getString();
  }

  /** A string that names something. */
  static String name(JsonParser parser, String what) {
    String name = text(parser, what);
    if (name.isEmpty()) {
      throw OipException.badRequest(what + " is empty");
    }
    return name;
  }

  /** A flat object of strings, booleans, longs and doubles. */
  static Map<String, Object> parameters(JsonParser parser, String owner) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw OipException.badRequest(owner + ": parameters must be an object");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      parameters.put(key, parameter(parser, owner + ": parameter '" + Texts.shorten(key) + "'"));
      if (parameters.size() > MAX_PARAMETERS) {
        throw OipException.badRequest(owner + " has more than " + MAX_PARAMETERS + " parameters");
      }
    }
    return parameters;
  }

  private static Object parameter(JsonParser parser, String what) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> text(parser, what);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> integer(parser, what);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> throw OipException.badRequest(what + " must be a string, number or boolean");
    };
  }

  private static long integer(JsonParser parser, String what) {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw OipException.badRequest(what + " is too large");
    }
    return parser.getLongValue();
  }
}
