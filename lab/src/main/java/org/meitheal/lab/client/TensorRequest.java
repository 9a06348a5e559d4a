package org.meitheal.lab.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/**
 * An Open Inference Protocol request with one image as a binary FP32 tensor of shape 1×3×side×side,
 * values in 0–255.
 */
public final class TensorRequest {
  private static final long SEED = 224;

  private final byte[] header;
  private final byte[] tensor;

  /**
   * @param parameters of the request, as JSON members; the answer is asked for in binary
   */
  public TensorRequest(int side, String parameters) {
    this.tensor = pixels(side);
    this.header =
        """
        {"parameters":{"binary_data_output":true%s},"inputs":[{"name":"image","datatype":"FP32",\
        "shape":[1,3,%d,%d],"parameters":{"binary_data_size":%d}}]}\
        """
            .formatted(parameters.isEmpty() ? "" : "," + parameters, side, side, tensor.length)
            .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pixels(int side) {
    Random random = new Random(SEED);
    ByteBuffer buffer =
        ByteBuffer.allocate(3 * side * side * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      buffer.putFloat(random.nextInt(256));
    }
    return buffer.array();
  }

  public byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(header.length + tensor.length);
    body.writeBytes(header);
    body.writeBytes(tensor);
    return body.toByteArray();
  }

  public Map<String, String> headers() {
    return Map.of(
        "Inference-Header-Content-Length",
        Integer.toString(header.length),
        "Content-Type",
        "application/octet-stream");
  }

  public int tensorBytes() {
    return tensor.length;
  }
}
