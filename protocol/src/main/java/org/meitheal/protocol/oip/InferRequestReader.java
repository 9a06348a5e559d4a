package org.meitheal.protocol.oip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads whole requests, JSON or binary, into little-endian buffers. Whatever is wrong with a
 * request is an {@link OipException}: 413 beyond the limit, 400 for the rest. Whether the inputs
 * are the model's is the caller's to check.
 */
public final class InferRequestReader {
  private final long limit;
  private final BufferAllocator allocator;

  /** Reads into heap buffers. */
  public InferRequestReader(long limit) {
    this(limit, ByteBuffer::allocate);
  }

  /**
   * @param limit bytes that a body may have, and each of its tensors
   * @param allocator where tensors go
   */
  public InferRequestReader(long limit, BufferAllocator allocator) {
    this.limit = Math.min(limit, Integer.MAX_VALUE - 64);
    this.allocator = allocator;
  }

  /**
   * @param body uncompressed (see {@link ContentEncodings})
   * @param headerLength from {@link OipHeaders#headerLength}: null for plain JSON; 0 for a body
   *     that is {@code rawInput}'s bytes and nothing else
   * @param contentLength as declared, uncompressed; −1 where unknown
   * @param rawInput the only input of the model; null where it has several
   * @throws IOException if the stream fails
   */
  public InferRequest read(
      InputStream body,
      @Nullable Long headerLength,
      long contentLength,
      @Nullable TensorMetadata rawInput)
      throws IOException {
    if (contentLength > limit) {
      throw BoundedInputStream.tooLarge(limit);
    }
    InputStream bounded = new BoundedInputStream(body, limit);
    try {
      if (headerLength == null || (headerLength == contentLength && contentLength > 0)) {
        return json(bounded, contentLength);
      }
      if (headerLength == 0) {
        return raw(bounded, contentLength, rawInput);
      }
      return binary(bounded, headerLength, contentLength);
    } catch (JacksonException malformed) {
      throw OipJson.describe(malformed);
    }
  }

  private InferRequest json(InputStream body, long contentLength) {
    JsonTensors tensors =
        new JsonTensors(allocator, contentLength >= 0 ? contentLength : limit, limit);
    try (JsonParser parser = OipJson.parser(body)) {
      InferHead head = new HeadParser(parser, tensors).parse();
      head.requireLength(null, contentLength);
      return new InferRequest(head, jsonInputs(head, tensors));
    }
  }

  private static List<InputTensor> jsonInputs(InferHead head, JsonTensors tensors) {
    List<InputTensor> inputs = new ArrayList<>();
    for (int index = 0; index < head.inputs().size(); index++) {
      TensorHead input = head.inputs().get(index);
      input.requireSize();
      inputs.add(tensor(input, tensors.take(index, input)));
    }
    return inputs;
  }

  private InferRequest binary(InputStream body, long headerLength, long contentLength)
      throws IOException {
    byte[] json = header(body, headerLength, contentLength);
    JsonTensors tensors = new JsonTensors(allocator, json.length, limit);
    InferHead head;
    try (JsonParser parser = OipJson.parser(json, 0, json.length)) {
      head = new HeadParser(parser, tensors).parse();
    }
    head.requireLength(headerLength, contentLength);
    if (headerLength + head.binaryBytes() > limit) {
      throw BoundedInputStream.tooLarge(limit);
    }
    head.inputs().forEach(TensorHead::requireSize);
    List<InputTensor> inputs = new ArrayList<>();
    for (int index = 0; index < head.inputs().size(); index++) {
      TensorHead input = head.inputs().get(index);
      inputs.add(tensor(input, input.hasData() ? tensors.take(index, input) : binary(body, input)));
    }
    if (body.read() >= 0) {
      throw OipException.badRequest("there are bytes after the last input");
    }
    return new InferRequest(head, inputs);
  }

  private static byte[] header(InputStream body, long headerLength, long contentLength)
      throws IOException {
    if (headerLength < 0 || headerLength > InferHeadReader.MAX_HEADER_BYTES) {
      throw OipException.badRequest(
          "%s must be between 0 and %d"
              .formatted(OipHeaders.HEADER_LENGTH, InferHeadReader.MAX_HEADER_BYTES));
    }
    if (contentLength >= 0 && headerLength > contentLength) {
      throw OipHeaders.beyondBody(headerLength, contentLength);
    }
    byte[] json = body.readNBytes((int) headerLength);
    if (json.length < headerLength) {
      throw OipHeaders.beyondBody(headerLength, json.length);
    }
    return json;
  }

  private ByteBuffer binary(InputStream body, TensorHead input) throws IOException {
    Long size = input.binaryDataSize();
    int bytes = size == null ? 0 : Math.toIntExact(size);
    ByteBuffer data = BinaryTensors.read(body, bytes, allocator);
    if (data.remaining() < bytes) {
      throw OipException.badRequest(
          "the body ends after %d of the %d bytes of input '%s'"
              .formatted(data.remaining(), bytes, Texts.shorten(input.name())));
    }
    return data;
  }

  private static InputTensor tensor(TensorHead head, ByteBuffer data) {
    if (head.datatype() == DataType.BYTES
        && BytesElements.count(head.name(), data) != head.elements()) {
      throw OipException.badRequest(
          "input '%s' has another number of BYTES elements than its shape %s"
              .formatted(Texts.shorten(head.name()), head.shape()));
    }
    return new InputTensor(head.name(), head.datatype(), head.shape(), data);
  }

  private InferRequest raw(InputStream body, long contentLength, @Nullable TensorMetadata rawInput)
      throws IOException {
    if (rawInput == null) {
      throw OipException.badRequest(
          OipHeaders.HEADER_LENGTH + " 0 is for models of one input; this one has several");
    }
    ByteBuffer data =
        BinaryTensors.read(body, (int) (contentLength >= 0 ? contentLength : limit), allocator);
    if (contentLength >= 0 && data.remaining() < contentLength) {
      throw OipException.badRequest("the body ends early");
    }
    if (body.read() >= 0) {
      throw contentLength >= 0
          ? OipException.badRequest("the body is longer than its Content-Length")
          : BoundedInputStream.tooLarge(limit);
    }
    List<Long> shape = RawTensor.shape(rawInput, data.remaining());
    DataType datatype = DataType.parse(rawInput.datatype());
    TensorHead head =
        new TensorHead(
            rawInput.name(), datatype, shape, Map.of(), (long) data.remaining(), false, 0);
    InferHead whole =
        new InferHead(null, Map.of("binary_data_output", true), List.of(head), List.of());
    return new InferRequest(whole, List.of(tensor(head, data)));
  }
}
