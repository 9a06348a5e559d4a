package org.meitheal.protocol.oip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one input's object; its keys come in any order. */
final class TensorHeadParser {
  private static final int MAX_DIMENSIONS = 16;

  private final int index;
  private @Nullable String name;
  private @Nullable DataType datatype;
  private @Nullable List<Long> shape;
  private Map<String, Object> parameters = Map.of();
  private boolean hasData;
  private long dataElements;

  TensorHeadParser(int index) {
    this.index = index;
  }

  /** The position among the inputs. */
  int index() {
    return index;
  }

  /** How to call it in an error. */
  String label() {
    return name == null ? "input " + index : "input '" + Texts.shorten(name) + "'";
  }

  @Nullable DataType datatype() {
    return datatype;
  }

  @Nullable List<Long> shape() {
    return shape;
  }

  TensorHead parse(JsonParser parser, DataHandler handler) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "name" -> name = Values.name(parser, "the name of " + label());
        case "datatype" -> datatype = DataType.parse(Values.text(parser, label() + ": datatype"));
        case "shape" -> shape = shape(parser);
        case "parameters" -> parameters = Values.parameters(parser, label());
        case "data" -> data(parser, handler);
        default -> parser.skipChildren();
      }
    }
    return head();
  }

  private void data(JsonParser parser, DataHandler handler) {
    if (hasData) {
      throw OipException.badRequest(label() + " has data twice");
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw OipException.badRequest(label() + ": data must be an array");
    }
    hasData = true;
    dataElements = handler.data(parser, this);
  }

  private List<Long> shape(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw OipException.badRequest(label() + ": shape must be an array of integers");
    }
    List<Long> sizes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() < 0) {
        throw OipException.badRequest(
            label() + ": shape must be an array of integers that are not negative");
      }
      if (sizes.size() == MAX_DIMENSIONS) {
        throw OipException.badRequest(label() + ": more than " + MAX_DIMENSIONS + " dimensions");
      }
      sizes.add(parser.getLongValue());
    }
    return sizes;
  }

  private TensorHead head() {
    if (name == null || datatype == null || shape == null) {
      String missing = name == null ? "name" : datatype == null ? "datatype" : "shape";
      throw OipException.badRequest(label() + " has no " + missing);
    }
    if (parameters.keySet().stream().anyMatch(key -> key.startsWith("shared_memory"))) {
      throw OipException.badRequest(
          label() + ": shared memory is not supported; send the data in the body");
    }
    Long binaryDataSize = Parameters.size(parameters, "binary_data_size");
    if (hasData && binaryDataSize != null) {
      throw OipException.badRequest(label() + " has both data and binary_data_size");
    }
    if (!hasData && binaryDataSize == null) {
      throw OipException.badRequest(label() + " has neither data nor binary_data_size");
    }
    if (hasData && !datatype.hasJsonForm()) {
      throw OipException.badRequest(label() + ": " + datatype + " has no JSON form, send binary");
    }
    return new TensorHead(name, datatype, shape, parameters, binaryDataSize, hasData, dataElements);
  }
}
