package org.meitheal.scheduler.inference;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.protocol.oip.InferHead;
import org.meitheal.protocol.oip.InferHeadReader;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.scheduler.catalog.InputShape;
import org.meitheal.scheduler.input.Input;

/** What an infer request is about, read from as little of its body as will do. */
final class HeadReader {
  private HeadReader() {}

  /**
   * @param parameters of the request
   * @param binaryOutput whether the answer comes as bytes
   */
  record Head(
      InputShape shape, DataType type, Map<String, Object> parameters, boolean binaryOutput) {}

  /**
   * Binary: the JSON in front, and nothing of the tensors. JSON: all of it, because its data may
   * come before its shapes.
   *
   * @throws OipException 400 if it is malformed or does not fit the model
   */
  static Head read(Input input, @Nullable String headerLength, ModelManifest model)
      throws IOException {
    Long length = OipHeaders.headerLength(headerLength, input.length());
    if (length != null && length == 0) {
      return raw(input, model);
    }
    InferHead head = length == null ? json(input) : binary(input, length);
    head.requireLength(length, input.length());
    InputShape shape = InputShape.of(head, model);
    return new Head(shape, head.inputs().getFirst().datatype(), head.parameters(), isBinary(head));
  }

  private static InferHead json(Input input) throws IOException {
    try (InputStream whole = input.whole()) {
      return InferHeadReader.skim(whole);
    }
  }

  private static InferHead binary(Input input, long length) throws IOException {
    if (length > InferHeadReader.MAX_HEADER_BYTES) {
      throw OipException.badRequest("the JSON header is larger than 1 MiB");
    }
    byte[] json = input.head((int) length);
    if (json.length < length) {
      throw OipException.badRequest("the body ends within its JSON header");
    }
    return InferHeadReader.skim(json);
  }

  /** Nothing but one tensor: a square image of the model's own type. */
  private static Head raw(Input input, ModelManifest model) throws IOException {
    if (input.length() < 0) {
      input.readAll();
    }
    long channels = model.input().shape().get(1);
    long pixelBytes = channels * DataType.parse(model.input().datatype()).byteSize();
    long side = Math.round(Math.sqrt(input.length() / (double) pixelBytes));
    if (side * side * pixelBytes != input.length()) {
      throw OipException.badRequest(
          "%d raw bytes are no square image; send a JSON header with the shape"
              .formatted(input.length()));
    }
    InputShape shape = InputShape.of(List.of(1L, channels, side, side), model);
    return new Head(shape, DataType.parse(model.input().datatype()), Map.of(), true);
  }

  private static boolean isBinary(InferHead head) {
    return head.outputs().isEmpty()
        ? head.binaryDataOutput()
        : head.outputs().stream()
            .map(output -> output.binaryData())
            .anyMatch(own -> own == null ? head.binaryDataOutput() : own);
  }
}
