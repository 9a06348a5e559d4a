package org.meitheal.worker.memory;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for requests' bodies, which libtorch then reads in place, with a bound on all of it
 * together. Small blocks are kept for the next request; large ones are given back to the system as
 * soon as they are released, without waiting for a garbage collection.
 */
public final class RequestMemory {
  private static final int SMALLEST_BLOCK = 64 << 10;
  private static final int LARGEST_KEPT_BLOCK = 4 << 20;
  private static final long KEPT_BYTES = 16 << 20;

  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Block> kept = new ArrayDeque<>();
  private long keptBytes;
  private long usedBytes;

  /**
   * @param limit bytes that all requests together may hold
   */
  public RequestMemory(long limit) {
    this.limit = limit;
  }

  private record Block(Arena arena, ByteBuffer bytes, long size) {}

  /** For one request; holds nothing yet. */
  public MemoryLease lease() {
    return new MemoryLease(this);
  }

  /** What requests hold now, in bytes. */
  public long usedBytes() {
    lock.lock();
    try {
      return usedBytes;
    } finally {
      lock.unlock();
    }
  }

  /** What can be released again. */
  interface Held {
    void release();
  }

  /** A buffer, and how to give it back. */
  record Allocation(ByteBuffer buffer, Held held) {}

  Allocation allocate(int bytes) {
    long size = blockSize(bytes);
    Block kept = take(size);
    Block block = kept == null ? create(size) : kept;
    return new Allocation(block.bytes.slice(0, bytes), () -> give(block));
  }

  private static long blockSize(int bytes) {
    if (bytes > LARGEST_KEPT_BLOCK) {
      return bytes;
    }
    return Math.max(SMALLEST_BLOCK, Long.highestOneBit(Math.max(1, 2L * bytes - 1)));
  }

  private @Nullable Block take(long size) {
    lock.lock();
    try {
      if (usedBytes + size > limit) {
        throw new MemoryExhaustedException();
      }
      usedBytes += size;
      return reusable(size);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Block reusable(long size) {
    for (Iterator<Block> blocks = kept.iterator(); blocks.hasNext(); ) {
      Block block = blocks.next();
      if (block.size == size) {
        blocks.remove();
        keptBytes -= size;
        return block;
      }
    }
    return null;
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by give()
  private Block create(long size) {
    Arena arena = Arena.ofShared();
    try {
      return new Block(arena, arena.allocate(size, Long.BYTES).asByteBuffer(), size);
    } catch (OutOfMemoryError full) { // the JVM's own bound, -XX:MaxDirectMemorySize, is lower
      arena.close();
      giveBack(size);
      throw new MemoryExhaustedException();
    }
  }

  private void giveBack(long size) {
    lock.lock();
    try {
      usedBytes -= size;
    } finally {
      lock.unlock();
    }
  }

  private void give(Block block) {
    boolean keep;
    lock.lock();
    try {
      usedBytes -= block.size;
      keep = block.size <= LARGEST_KEPT_BLOCK && keptBytes + block.size <= KEPT_BYTES;
      if (keep) {
        kept.addFirst(block);
        keptBytes += block.size;
      }
    } finally {
      lock.unlock();
    }
    if (!keep) {
      block.arena.close();
    }
  }
}
