package org.meitheal.protocol.oip;

import java.util.Arrays;
import tools.jackson.core.JsonParser;

/** A walk over one array of values, flat or nested; siblings must be of one size. */
final class NestedArray {
  private final String label;
  private final long[] startedAt = new long[OipJson.MAX_DEPTH + 1];
  private final long[] size = new long[OipJson.MAX_DEPTH + 1];

  private NestedArray(String label) {
    this.label = label;
    Arrays.fill(size, -1);
  }

  /**
   * Hands every value to the sink, from the array's first token to its last.
   *
   * @return how many there were
   */
  static long drain(JsonParser parser, String label, ElementSink sink) {
    return new NestedArray(label).drain(parser, sink);
  }

  private long drain(JsonParser parser, ElementSink sink) {
    long elements = 0;
    int depth = 1;
    while (depth > 0) {
      switch (parser.nextToken()) {
        case null -> throw OipException.badRequest("the JSON ends early");
        case START_ARRAY -> startedAt[++depth] = elements;
        case END_ARRAY -> end(depth--, elements);
        case START_OBJECT, END_OBJECT, PROPERTY_NAME, VALUE_NULL ->
            throw OipException.badRequest(label + ": data must hold values only");
        default -> {
          sink.accept(parser);
          elements++;
        }
      }
    }
    return elements;
  }

  private void end(int depth, long elements) {
    long count = elements - startedAt[depth];
    if (size[depth] >= 0 && size[depth] != count) {
      throw OipException.badRequest(label + ": its nested arrays differ in size");
    }
    size[depth] = count;
  }
}
