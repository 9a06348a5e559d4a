package org.meitheal.lab.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A small PNG that claims to have 50 000 × 50 000 pixels. */
final class HugePng {
  static final int SIDE = 50_000;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte EIGHT_BITS = 8;
  private static final byte RGB = 2;

  private HugePng() {}

  static byte[] bytes() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE);
    header.put(EIGHT_BITS).put(RGB);
    chunk(png, "IHDR", header.array());
    chunk(png, "IDAT", deflated(new byte[3 * SIDE + 1]));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  private static byte[] deflated(byte[] row) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(row);
      deflater.finish();
      byte[] out = new byte[row.length];
      int length = deflater.deflate(out);
      return java.util.Arrays.copyOf(out, length);
    } finally {
      deflater.end();
    }
  }
}
