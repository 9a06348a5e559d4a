package org.meitheal.protocol.oip;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a request's JSON, handing each input's data on as it comes by. */
final class HeadParser {
  private static final int MAX_TENSORS = 256;
  private static final String REQUEST = "the request";

  private final JsonParser parser;
  private final DataHandler handler;
  private @Nullable String id;
  private Map<String, Object> parameters = Map.of();
  private @Nullable List<TensorHead> inputs;
  private List<RequestedOutput> outputs = List.of();

  HeadParser(JsonParser parser, DataHandler handler) {
    this.parser = parser;
    this.handler = handler;
  }

  InferHead parse() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw OipException.badRequest("the request must be a JSON object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      member(key);
    }
    if (parser.nextToken() != null) {
      throw OipException.badRequest("there is something after the request's JSON object");
    }
    if (inputs == null || inputs.isEmpty()) {
      throw OipException.badRequest("the request has no inputs");
    }
    return new InferHead(id, parameters, inputs, outputs);
  }

  private void member(String key) {
    switch (key) {
      case "id" -> id = isNull() ? null : Values.text(parser, "id");
      case "parameters" -> parameters = Values.parameters(parser, REQUEST);
      case "inputs" -> inputs();
      case "outputs" -> outputs = isNull() ? List.of() : outputs();
      default -> parser.skipChildren();
    }
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private void inputs() {
    if (inputs != null) {
      throw OipException.badRequest("the request has inputs twice");
    }
    List<TensorHead> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    requireArray("inputs");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireObject("an input", read.size());
      TensorHead input = new TensorHeadParser(read.size()).parse(parser, handler);
      if (!names.add(input.name())) {
        throw OipException.badRequest("input '" + Texts.shorten(input.name()) + "' comes twice");
      }
      read.add(input);
    }
    inputs = read;
  }

  private List<RequestedOutput> outputs() {
    List<RequestedOutput> read = new ArrayList<>();
    requireArray("outputs");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireObject("an output", read.size());
      read.add(output());
    }
    return read;
  }

  private RequestedOutput output() {
    String name = null;
    Map<String, Object> flat = Map.of();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "name" -> name = Values.name(parser, "the name of an output");
        case "parameters" -> flat = Values.parameters(parser, "an output");
        default -> parser.skipChildren();
      }
    }
    if (name == null) {
      throw OipException.badRequest("an output has no name");
    }
    if (flat.keySet().stream().anyMatch(key -> key.startsWith("shared_memory"))) {
      throw OipException.badRequest(
          "output '" + Texts.shorten(name) + "': shared memory is not supported");
    }
    return new RequestedOutput(name, flat);
  }

  private void requireArray(String what) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw OipException.badRequest(what + " must be an array");
    }
  }

  private void requireObject(String what, int before) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw OipException.badRequest(what + " must be an object");
    }
    if (before == MAX_TENSORS) {
      throw OipException.badRequest("more than " + MAX_TENSORS + " of them: " + what);
    }
  }
}
