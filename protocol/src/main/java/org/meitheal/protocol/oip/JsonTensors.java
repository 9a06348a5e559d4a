package org.meitheal.protocol.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;

/** Streams the JSON data of inputs straight into their buffers. */
final class JsonTensors implements DataHandler {
  private final BufferAllocator allocator;
  private final long bodyBytes;
  private final long limit;
  private final Map<Integer, ByteBuffer> buffers = new HashMap<>();
  private final Map<Integer, byte[]> early = new HashMap<>();

  /**
   * @param bodyBytes at most as many bytes of JSON will come
   * @param limit of a tensor's bytes
   */
  JsonTensors(BufferAllocator allocator, long bodyBytes, long limit) {
    this.allocator = allocator;
    this.bodyBytes = bodyBytes;
    this.limit = limit;
  }

  @Override
  public long data(JsonParser parser, TensorHeadParser tensor) {
    DataType datatype = tensor.datatype();
    List<Long> shape = tensor.shape();
    if (datatype == null || shape == null) {
      byte[] text = EarlyData.copy(parser);
      early.put(tensor.index(), text);
      return count(text, tensor.label());
    }
    return read(parser, tensor.index(), tensor.label(), datatype, shape);
  }

  private static long count(byte[] text, String label) {
    try (JsonParser parser = OipJson.parser(text, 0, text.length)) {
      parser.nextToken();
      return NestedArray.drain(parser, label, _ -> {});
    }
  }

  /**
   * The data of the input at {@code index}, once its head is known: empty where it has none, which
   * is a binary input of no bytes.
   */
  ByteBuffer take(int index, TensorHead head) {
    if (!head.hasData()) {
      return copy(new byte[0]);
    }
    byte[] text = early.get(index);
    if (text != null) {
      try (JsonParser parser = OipJson.parser(text, 0, text.length)) {
        parser.nextToken();
        String label = "input '" + Texts.shorten(head.name()) + "'";
        read(parser, index, label, head.datatype(), head.shape());
      }
    }
    return Objects.requireNonNull(buffers.get(index));
  }

  private long read(
      JsonParser parser, int index, String label, DataType datatype, List<Long> shape) {
    if (datatype == DataType.BYTES) {
      BytesSink sink = new BytesSink(label, limit);
      long elements = NestedArray.drain(parser, label, sink);
      buffers.put(index, copy(sink.bytes()));
      return elements;
    }
    ByteBuffer buffer = allocate(label, datatype, shape);
    long elements = NestedArray.drain(parser, label, ElementSink.into(buffer, datatype, label));
    buffers.put(index, buffer.flip());
    return elements;
  }

  /** A shape must not make us allocate more than the body can fill. */
  private ByteBuffer allocate(String label, DataType datatype, List<Long> shape) {
    long elements = Shapes.elements(label, shape);
    if (elements > bodyBytes / 2) {
      throw OipException.badRequest(label + " has fewer elements than its shape " + shape);
    }
    long bytes = elements * datatype.byteSize();
    if (bytes > limit) {
      throw new OipException(413, label + " is larger than " + limit + " bytes");
    }
    return allocator.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer copy(byte[] bytes) {
    return allocator.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN).put(bytes).flip();
  }
}
