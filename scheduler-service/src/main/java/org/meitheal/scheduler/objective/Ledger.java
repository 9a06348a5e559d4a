package org.meitheal.scheduler.objective;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meitheal.core.slo.Buckets;
import org.meitheal.core.slo.CountSeries;
import org.meitheal.core.slo.Counts;
import org.meitheal.core.slo.Evaluation;
import org.meitheal.core.slo.Evaluation.Point;
import org.meitheal.core.slo.Slo;
import org.meitheal.core.slo.Standing;
import org.meitheal.scheduler.record.ObjectiveStore.Bucket;

/**
 * One series of counts. Requests only {@link #count}, which takes no lock but that of a hash bin;
 * all else is done a few times a second at most. What came in waits in {@code fresh}, then counts,
 * and stays in {@code unwritten} until the database has it.
 */
final class Ledger {
  private final Buckets buckets;
  private final Map<Long, Counts> fresh = new ConcurrentHashMap<>();
  private final CountSeries series;
  private final Map<Long, Counts> unwritten = new HashMap<>();

  /** Until when, by the database's clock, what others wrote was read. */
  private Instant readUntil = Instant.EPOCH;

  Ledger(Slo slo) {
    this.buckets = Buckets.of(slo.window());
    this.series = new CountSeries(buckets);
  }

  void count(Counts event, Instant at) {
    fresh.merge(buckets.at(at), event, Counts::plus);
  }

  synchronized void takeIn(Instant now) {
    long oldest = buckets.at(now) - buckets.count();
    for (Long bucket : List.copyOf(fresh.keySet())) {
      Counts more = fresh.remove(bucket);
      if (more != null) {
        series.add(bucket, more);
        unwritten.merge(bucket, more, Counts::plus);
      }
    }
    unwritten.keySet().removeIf(bucket -> bucket < oldest);
  }

  synchronized Map<Long, Counts> unwritten() {
    return Map.copyOf(unwritten);
  }

  /** What {@link #unwritten} returned is in the database. Only then may {@link #read} be called. */
  synchronized void written() {
    unwritten.clear();
  }

  /** What is in the database counts, not what this replica thought. */
  synchronized void read(List<Bucket> changed, Instant until, Instant now) {
    long latest = buckets.at(now) + 1;
    for (Bucket each : changed) {
      // A replica whose clock runs ahead must not push out all that is older.
      if (each.bucket() <= latest) {
        series.set(each.bucket(), each.counts());
      }
    }
    readUntil = until;
  }

  synchronized Instant readUntil() {
    return readUntil;
  }

  long oldest(Instant now) {
    return buckets.at(now) - buckets.count();
  }

  synchronized Evaluation evaluate(Slo slo, Standing before, Instant now) {
    return Evaluation.of(slo, series, before, now);
  }

  synchronized List<Point> budget(Slo slo, Instant now, int points) {
    return Evaluation.budget(slo, series, now, points);
  }
}
