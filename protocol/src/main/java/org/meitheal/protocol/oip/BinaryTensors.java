package org.meitheal.protocol.oip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Moves bytes between streams and buffers. */
final class BinaryTensors {
  private static final int CHUNK = 64 << 10;

  /** Up to here a buffer is made before its bytes have come. */
  private static final int TRUSTED = 8 << 20;

  private BinaryTensors() {}

  /**
   * Reads {@code bytes} of them, or fewer if the stream ends.
   *
   * <p>Large sizes are claims until the bytes are there, so their buffer grows with what comes.
   */
  static ByteBuffer read(InputStream in, int bytes, BufferAllocator allocator) throws IOException {
    ByteBuffer buffer = allocator.allocate(Math.min(bytes, TRUSTED));
    fill(in, buffer);
    while (!buffer.hasRemaining() && buffer.capacity() < bytes) {
      int larger = (int) Math.min(bytes, 2L * buffer.capacity());
      buffer = allocator.allocate(larger).put(buffer.flip());
      fill(in, buffer);
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void fill(InputStream in, ByteBuffer buffer) throws IOException {
    if (buffer.hasArray()) {
      int offset = buffer.arrayOffset() + buffer.position();
      int count = in.readNBytes(buffer.array(), offset, buffer.remaining());
      buffer.position(buffer.position() + count);
      return;
    }
    byte[] chunk = new byte[Math.min(CHUNK, Math.max(1, buffer.remaining()))];
    while (buffer.hasRemaining()) {
      int count = in.read(chunk, 0, Math.min(chunk.length, buffer.remaining()));
      if (count < 0) {
        return;
      }
      buffer.put(chunk, 0, count);
    }
  }

  /** Writes what remains; the buffer's position stays. */
  static void write(ByteBuffer data, OutputStream out) throws IOException {
    ByteBuffer view = data.duplicate();
    if (view.hasArray()) {
      out.write(view.array(), view.arrayOffset() + view.position(), view.remaining());
      return;
    }
    byte[] chunk = new byte[Math.min(CHUNK, Math.max(1, view.remaining()))];
    while (view.hasRemaining()) {
      int count = Math.min(chunk.length, view.remaining());
      view.get(chunk, 0, count);
      out.write(chunk, 0, count);
    }
  }
}
