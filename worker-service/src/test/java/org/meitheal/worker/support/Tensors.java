package org.meitheal.worker.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.StringJoiner;

/** Requests as clients write them. */
public final class Tensors {
  private Tensors() {}

  /** A binary request and the length of its JSON. */
  public record Binary(byte[] body, int headerLength) {}

  public static byte[] pixels(int seed, int items, int height, int width) {
    byte[] pixels = new byte[items * 3 * height * width];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }

  /** UINT8 samples as little-endian FP32. */
  public static byte[] asFloats(byte[] pixels) {
    ByteBuffer floats = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (byte pixel : pixels) {
      floats.putFloat(pixel & 0xff);
    }
    return floats.array();
  }

  public static Binary binary(String datatype, byte[] data, int items, int height, int width) {
    return binary(
        """
        {"inputs":[{"name":"image","shape":[%d,3,%d,%d],"datatype":"%s",\
        "parameters":{"binary_data_size":%d}}],"parameters":{"binary_data_output":true}}\
        """
            .formatted(items, height, width, datatype, data.length),
        data);
  }

  public static Binary binary(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[json.length + data.length];
    System.arraycopy(json, 0, body, 0, json.length);
    System.arraycopy(data, 0, body, json.length, data.length);
    return new Binary(body, json.length);
  }

  public static byte[] json(byte[] pixels, int items, int height, int width) {
    StringJoiner data = new StringJoiner(",");
    for (byte pixel : pixels) {
      data.add(Integer.toString(pixel & 0xff));
    }
    return """
    {"id":"a-1","inputs":[{"name":"image","shape":[%d,3,%d,%d],"datatype":"UINT8","data":[%s]}]}\
    """
        .formatted(items, height, width, data)
        .getBytes(StandardCharsets.UTF_8);
  }

  public static float[] floats(byte[] bytes, int from) {
    float[] floats = new float[(bytes.length - from) / 4];
    ByteBuffer.wrap(bytes, from, bytes.length - from)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats);
    return floats;
  }
}
