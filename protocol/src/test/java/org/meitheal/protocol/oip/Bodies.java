package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Request bodies for tests. */
final class Bodies {
  static final long LIMIT = 1 << 20;
  static final TensorMetadata IMAGE =
      new TensorMetadata("image", "FP32", List.of(-1L, 3L, -1L, -1L));

  private Bodies() {}

  static InferRequest json(String json) {
    return read(json.getBytes(UTF_8), null);
  }

  static InferRequest read(byte[] body, Long headerLength) {
    return read(body, headerLength, body.length);
  }

  static InferRequest read(byte[] body, Long headerLength, long contentLength) {
    try {
      return new InferRequestReader(LIMIT)
          .read(new ByteArrayInputStream(body), headerLength, contentLength, IMAGE);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static byte[] binary(String json, byte[]... tensors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(json.getBytes(UTF_8));
    for (byte[] tensor : tensors) {
      out.writeBytes(tensor);
    }
    return out.toByteArray();
  }

  static byte[] floats(float... values) {
    ByteBuffer buffer = littleEndian(values.length * 4);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static byte[] resource(String name) {
    try (InputStream in = Bodies.class.getResourceAsStream("/tritonclient/" + name)) {
      return in.readAllBytes();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
