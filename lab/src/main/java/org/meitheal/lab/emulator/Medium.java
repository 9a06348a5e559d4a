package org.meitheal.lab.emulator;

/**
 * What several links share: the air of a cell, an uplink. It carries one byte after another, so two
 * transfers slow each other down.
 */
public final class Medium {
  private final String name;
  private Bandwidth bandwidth;
  private long freeAtNanos;

  public Medium(String name, Bandwidth bandwidth) {
    this.name = name;
    this.bandwidth = bandwidth;
    this.freeAtNanos = System.nanoTime();
  }

  public String name() {
    return name;
  }

  public synchronized Bandwidth bandwidth() {
    return bandwidth;
  }

  public synchronized void setBandwidth(Bandwidth bandwidth) {
    this.bandwidth = bandwidth;
  }

  /** Takes the next free time for that many bytes and says when the last of them has been sent. */
  synchronized long send(long nowNanos, long bytes) {
    if (bandwidth.unlimited()) {
      return nowNanos;
    }
    long start = later(nowNanos, freeAtNanos);
    freeAtNanos = start + bandwidth.nanosFor(bytes);
    return freeAtNanos;
  }

  /** The later of two readings of {@link System#nanoTime()}, which may overflow. */
  static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
