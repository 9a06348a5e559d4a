package org.meitheal.scheduler.input;

import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of all requests' bodies is kept, in memory and in files; bounded a request and in all.
 */
public final class InputStore {
  /** Bytes read and written in one go; more gains nothing, less costs system calls. */
  static final int CHUNK = 64 << 10;

  private static final int SPARE_CHUNKS = 64;

  private final Bounds bounds;
  private final AtomicLong memory = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(SPARE_CHUNKS);

  public InputStore(Bounds bounds) {
    this.bounds = bounds;
  }

  /** In bytes. */
  public record Bounds(
      long memoryPerRequest, long memoryInAll, long filePerRequest, long filesInAll) {
    /** 32 MB a request and a quarter of the heap in memory, 256 MB a request and 1 GB in files. */
    public static Bounds defaults() {
      return new Bounds(32L << 20, Runtime.getRuntime().maxMemory() / 4, 256L << 20, 1L << 30);
    }
  }

  /**
   * @param announced the length that the client announced, −1 for none
   * @param limit of the body, in bytes
   */
  public Input open(InputStream source, long announced, long limit) {
    return new Input(source, announced, limit, new KeptBytes(this), new byte[CHUNK]);
  }

  /** Of all requests, in bytes, in memory. */
  public long inMemory() {
    return memory.get();
  }

  boolean takeMemory(long taken, int more) {
    return taken + more <= bounds.memoryPerRequest() && take(memory, more, bounds.memoryInAll());
  }

  boolean takeFile(long taken, int more) {
    return taken + more <= bounds.filePerRequest() && take(files, more, bounds.filesInAll());
  }

  void giveBackMemory(long bytes) {
    memory.addAndGet(-bytes);
  }

  void giveBackFile(long bytes) {
    files.addAndGet(-bytes);
  }

  byte[] chunk() {
    byte[] reused = spare.poll();
    return reused == null ? new byte[CHUNK] : reused;
  }

  void recycle(byte[] chunk) {
    // A chunk too many is the collector's.
    var _ = spare.offer(chunk);
  }

  private static boolean take(AtomicLong used, int more, long bound) {
    if (used.addAndGet(more) <= bound) {
      return true;
    }
    used.addAndGet(-more);
    return false;
  }
}
