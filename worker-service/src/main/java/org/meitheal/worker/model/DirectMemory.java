package org.meitheal.worker.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory for one lane's input, which libtorch reads in place. It is kept for the next
 * request, so that direct buffers don't wait for a garbage collection to be freed.
 */
final class DirectMemory {
  private static final int KEPT_BYTES = 16 << 20;
  private static final ThreadLocal<DirectMemory> OF_THREAD =
      ThreadLocal.withInitial(DirectMemory::new);

  private ByteBuffer kept = ByteBuffer.allocateDirect(0);

  private DirectMemory() {}

  static DirectMemory ofThread() {
    return OF_THREAD.get();
  }

  /** The same bytes in native memory; valid until the thread's next call. */
  ByteBuffer direct(ByteBuffer bytes) {
    if (bytes.isDirect()) {
      return bytes.slice().order(ByteOrder.nativeOrder());
    }
    ByteBuffer buffer = ofSize(bytes.remaining());
    buffer.put(bytes.duplicate()).flip();
    return buffer;
  }

  private ByteBuffer ofSize(int bytes) {
    if (bytes > KEPT_BYTES) {
      return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    if (kept.capacity() < bytes) {
      kept = ByteBuffer.allocateDirect(bytes);
    }
    return kept.slice(0, bytes).order(ByteOrder.nativeOrder());
  }
}
