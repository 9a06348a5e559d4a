package org.meitheal.core.slo;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts by bucket over an objective's window: a ring, so that its size does not grow with time.
 * What is older than the ring is forgotten. Sums of whole blocks are kept beside it, so that a
 * month of minutes is summed in a few hundred steps. For one thread at a time.
 */
public final class CountSeries {
  private static final int BLOCK = 256;

  private final Buckets buckets;
  private final int[] good;
  private final int[] bad;
  private final long[] goodInBlock;
  private final long[] badInBlock;
  private long newest = Long.MIN_VALUE;

  public CountSeries(Buckets buckets) {
    this.buckets = buckets;
    // Whole blocks, so that a block's buckets follow each other in time too.
    int blocks = Math.ceilDiv(buckets.count(), BLOCK);
    this.good = new int[blocks * BLOCK];
    this.bad = new int[blocks * BLOCK];
    this.goodInBlock = new long[blocks];
    this.badInBlock = new long[blocks];
  }

  public Buckets buckets() {
    return buckets;
  }

  public void add(long bucket, Counts more) {
    if (makeRoom(bucket)) {
      int slot = slot(bucket);
      put(slot, good[slot] + more.good(), bad[slot] + more.bad());
    }
  }

  /** Replaces what was counted in a bucket. */
  public void set(long bucket, Counts counts) {
    if (makeRoom(bucket)) {
      put(slot(bucket), counts.good(), counts.bad());
    }
  }

  /** What happened in the window that ends now. */
  public Counts over(Duration window, Instant now) {
    return between(buckets.first(now, window), buckets.at(now));
  }

  /** What happened from one bucket to another, both of them included. */
  public Counts between(long first, long last) {
    if (newest == Long.MIN_VALUE) {
      return Counts.NONE;
    }
    long goods = 0;
    long bads = 0;
    long end = Math.min(last, newest);
    long bucket = Math.max(first, oldest());
    while (bucket <= end) {
      int slot = slot(bucket);
      if (slot % BLOCK == 0 && bucket + BLOCK - 1 <= end) {
        goods += goodInBlock[slot / BLOCK];
        bads += badInBlock[slot / BLOCK];
        bucket += BLOCK;
      } else {
        goods += good[slot];
        bads += bad[slot];
        bucket++;
      }
    }
    return new Counts(goods, bads);
  }

  private long oldest() {
    return newest - buckets.count() + 1;
  }

  /** False if the bucket is older than all that is kept. */
  private boolean makeRoom(long bucket) {
    if (newest == Long.MIN_VALUE) {
      newest = bucket;
    }
    if (bucket <= newest) {
      return bucket >= oldest();
    }
    long firstEmpty = Math.max(newest + 1, bucket - good.length + 1);
    for (long empty = firstEmpty; empty <= bucket; empty++) {
      put(slot(empty), 0, 0);
    }
    newest = bucket;
    return true;
  }

  private void put(int slot, long goods, long bads) {
    int newGood = (int) Math.min(Integer.MAX_VALUE, goods);
    int newBad = (int) Math.min(Integer.MAX_VALUE, bads);
    goodInBlock[slot / BLOCK] += newGood - good[slot];
    badInBlock[slot / BLOCK] += newBad - bad[slot];
    good[slot] = newGood;
    bad[slot] = newBad;
  }

  private int slot(long bucket) {
    return (int) Math.floorMod(bucket, (long) good.length);
  }
}
