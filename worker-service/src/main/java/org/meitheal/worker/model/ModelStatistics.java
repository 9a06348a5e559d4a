package org.meitheal.worker.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened to the requests of one model since it was loaded. */
public final class ModelStatistics {
  private static final int BATCH_SIZES = 64;

  private final SortedMap<Integer, Batch> batches = new TreeMap<>();
  private Snapshot totals =
      new Snapshot(0, 0, 0, Total.NONE, Total.NONE, Total.NONE, Total.NONE, Total.NONE, Total.NONE);

  /**
   * @param count of requests
   * @param nanos that they took together
   */
  public record Total(long count, long nanos) {
    static final Total NONE = new Total(0, 0);

    Total plus(long more) {
      return new Total(count + 1, nanos + more);
    }
  }

  /** One request's time, in nanoseconds; the four are disjoint. */
  public record Sample(long queue, long input, long compute, long output) {
    long sum() {
      return queue + input + compute + output;
    }
  }

  /**
   * @param lastInferenceMs since 1970, 0 before the first
   * @param inferences items of batches count one by one
   * @param executions requests that ran
   */
  public record Snapshot(
      long lastInferenceMs,
      long inferences,
      long executions,
      Total success,
      Total fail,
      Total queue,
      Total input,
      Total compute,
      Total output) {}

  /** Executions of one batch size. */
  public record Batch(int size, Total input, Total compute, Total output) {}

  /** A request that was answered. */
  public synchronized void succeeded(int items, Sample sample, long nowMs) {
    totals =
        new Snapshot(
            nowMs,
            totals.inferences + items,
            totals.executions + 1,
            totals.success.plus(sample.sum()),
            totals.fail,
            totals.queue.plus(sample.queue),
            totals.input.plus(sample.input),
            totals.compute.plus(sample.compute),
            totals.output.plus(sample.output));
    addBatch(items, sample);
  }

  /** A request that was not. */
  public synchronized void failed(long nanos) {
    totals =
        new Snapshot(
            totals.lastInferenceMs,
            totals.inferences,
            totals.executions,
            totals.success,
            totals.fail.plus(nanos),
            totals.queue,
            totals.input,
            totals.compute,
            totals.output);
  }

  public synchronized Snapshot snapshot() {
    return totals;
  }

  public synchronized List<Batch> batches() {
    return new ArrayList<>(batches.values());
  }

  /** Sizes beyond the bound are counted in the totals only. */
  private void addBatch(int items, Sample sample) {
    if (batches.size() >= BATCH_SIZES && !batches.containsKey(items)) {
      return;
    }
    Batch old = batches.getOrDefault(items, new Batch(items, Total.NONE, Total.NONE, Total.NONE));
    batches.put(
        items,
        new Batch(
            items,
            old.input.plus(sample.input),
            old.compute.plus(sample.compute),
            old.output.plus(sample.output)));
  }
}
