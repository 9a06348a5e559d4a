package org.meitheal.protocol.oip;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads what a request is about and skips its data: for who decides about it without computing.
 * Anything malformed is an {@link OipException} 400. Whether the inputs are the model's is the
 * caller's to check.
 */
public final class InferHeadReader {
  /** The longest JSON of a binary request. */
  public static final int MAX_HEADER_BYTES = 1 << 20;

  private InferHeadReader() {}

  /** The JSON of a binary request, or a whole JSON request. */
  public static InferHead skim(byte[] json) {
    return skim(json, 0, json.length);
  }

  public static InferHead skim(byte[] bytes, int offset, int length) {
    try (JsonParser parser = OipJson.parser(bytes, offset, length)) {
      return new HeadParser(parser, InferHeadReader::count).parse();
    } catch (JacksonException malformed) {
      throw describe(malformed);
    }
  }

  /**
   * Reads to the end of the JSON and of the stream.
   *
   * @throws IOException if the stream fails
   */
  public static InferHead skim(InputStream in) throws IOException {
    try (JsonParser parser = OipJson.parser(in)) {
      return new HeadParser(parser, InferHeadReader::count).parse();
    } catch (JacksonException malformed) {
      throw OipJson.describe(malformed);
    }
  }

  private static OipException describe(JacksonException malformed) {
    try {
      return OipJson.describe(malformed);
    } catch (IOException impossible) {
      throw new IllegalStateException("an array cannot fail", impossible);
    }
  }

  private static long count(JsonParser parser, TensorHeadParser tensor) {
    return NestedArray.drain(parser, tensor.label(), _ -> {});
  }
}
