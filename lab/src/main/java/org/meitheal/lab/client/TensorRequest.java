package org.meitheal.lab.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/**
 * An Open Inference Protocol request with a binary tensor: one image as FP32 of shape
 * 1×3×height×width, values in 0–255, or a batch of pixels as UINT8.
 */
public final class TensorRequest {
  private static final long SEED = 224;

  private final byte[] header;
  private final byte[] tensor;

  /** A square one. */
  public TensorRequest(int side, String parameters) {
    this(side, side, parameters);
  }

  /**
   * @param height in pixels
   * @param width in pixels
   * @param parameters of the request, as JSON members; the answer is asked for in binary
   */
  public TensorRequest(int height, int width, String parameters) {
    this(pixels(height, width), "FP32", 1, height, width, parameters);
  }

  private TensorRequest(
      byte[] tensor, String datatype, int items, int height, int width, String parameters) {
    this.tensor = tensor;
    this.header =
        """
        {"parameters":{"binary_data_output":true%s},"inputs":[{"name":"image","datatype":"%s",\
        "shape":[%d,3,%d,%d],"parameters":{"binary_data_size":%d}}]}\
        """
            .formatted(
                parameters.isEmpty() ? "" : "," + parameters,
                datatype,
                items,
                height,
                width,
                tensor.length)
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Pixels as they are: UINT8, a batch of them. */
  public static TensorRequest ofPixels(int items, int height, int width, String parameters) {
    byte[] tensor = new byte[items * 3 * height * width];
    new Random(SEED).nextBytes(tensor);
    return new TensorRequest(tensor, "UINT8", items, height, width, parameters);
  }

  private static byte[] pixels(int height, int width) {
    Random random = new Random(SEED);
    ByteBuffer buffer =
        ByteBuffer.allocate(3 * height * width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
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
