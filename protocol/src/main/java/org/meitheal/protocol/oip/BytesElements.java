package org.meitheal.protocol.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The elements of a BYTES tensor: each a 4-byte little-endian length and that many bytes. */
public final class BytesElements {
  private BytesElements() {}

  /**
   * The elements, in order.
   *
   * @throws OipException 400 if the lengths do not add up to the buffer
   */
  public static List<byte[]> split(String name, ByteBuffer data) {
    ByteBuffer in = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> elements = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] element = new byte[length(name, in)];
      in.get(element);
      elements.add(element);
    }
    return elements;
  }

  /** How many elements there are; reads the lengths only. */
  static long count(String name, ByteBuffer data) {
    ByteBuffer in = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long count = 0;
    while (in.hasRemaining()) {
      int length = length(name, in);
      in.position(in.position() + length);
      count++;
    }
    return count;
  }

  private static int length(String name, ByteBuffer in) {
    int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw OipException.badRequest(
          "'" + Texts.shorten(name) + "': its BYTES elements do not add up to its size");
    }
    return length;
  }
}
