package org.meitheal.lab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Priority;
import org.meitheal.core.job.QuantileCurve;
import org.meitheal.core.job.ServiceTimes;
import org.meitheal.core.policy.Control;
import org.meitheal.core.policy.Policy;
import org.meitheal.core.policy.Sight;
import org.meitheal.core.policy.WholeSets;
import org.meitheal.lab.simulation.Pipeline;
import org.meitheal.lab.simulation.Setting;

/**
 * What decisions about deadlines take with many devices and much that waits: high-priority jobs
 * that find all cores taken, sets of low priority, and what follows from jobs that are done. Time
 * is virtual, decisions are timed.
 */
public final class DecisionsBench {
  private static final int CELL = 16;
  private static final int CORES = 4;
  private static final int WARM = 10_000;
  private static final int MEASURED = 20_000;
  private static final int HIGH_ONE_IN = 4;
  private static final double P99 = 0.99;

  private final int devices;
  private final int pending;
  private final Random random = new Random(1);
  private final Policy policy = new WholeSets(true, Sight.STANDARD);
  private final BusyCluster cluster;
  private final ServiceTimes high = ServiceTimes.of(1, QuantileCurve.constant(980));
  private final ServiceTimes low = Pipeline.published(Setting.CALIBRATED).low();
  private final List<Double> tookMs = new ArrayList<>();
  private long ids;

  private DecisionsBench(int devices, int pending) {
    this.devices = devices;
    this.pending = pending;
    this.cluster = new BusyCluster(devices);
  }

  /**
   * Measures.
   *
   * @param pending jobs that are taken on and not done
   */
  public static DecisionsReport.Figures run(int devices, int pending) {
    return new DecisionsBench(devices, pending).run();
  }

  private DecisionsReport.Figures run() {
    for (int sets = 0; cluster.pending < pending; sets++) {
      if (sets > pending) {
        throw new IllegalStateException("not taken on: so much cannot be pending");
      }
      release(Priority.LOW);
    }
    events(WARM);
    tookMs.clear();
    cluster.suspended = 0;
    events(MEASURED);
    List<Double> sorted = tookMs.stream().sorted().toList();
    return new DecisionsReport.Figures(
        sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        sorted.get((int) (P99 * sorted.size())),
        sorted.getLast(),
        cluster.pending,
        cluster.suspended);
  }

  private void events(int count) {
    double stepMs = low.durations(2).meanMs() / (2.0 * devices);
    for (int i = 0; i < count; i++) {
      cluster.nowMs += stepMs;
      if (cluster.pending < pending) {
        release(i % HIGH_ONE_IN == 0 ? Priority.HIGH : Priority.LOW);
      } else {
        Job done = cluster.takeOldest();
        time(() -> policy.computed(done, cluster));
      }
    }
  }

  private void release(Priority priority) {
    long set = ids++;
    int source = random.nextInt(devices);
    int count = priority == Priority.HIGH ? 1 : 1 + random.nextInt(4);
    double leastMs = 2.0 * low.durations(2).meanMs() * pending / (2.0 * devices);
    double deadline = cluster.nowMs + 20_000 + leastMs * (1 + random.nextDouble());
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServiceTimes times = priority == Priority.HIGH ? high : low;
      jobs.add(new Job(ids++, set, source, priority, cluster.nowMs, deadline, times));
    }
    cluster.pending += count;
    time(() -> policy.released(new JobSet(set, jobs), cluster));
  }

  private void time(Runnable decision) {
    long from = System.nanoTime();
    decision.run();
    tookMs.add((System.nanoTime() - from) / 1e6);
  }

  /** Cells of equal size; does what it is told, at once. */
  private static final class BusyCluster implements Control {
    private final int devices;
    private final List<List<Integer>> cells = new ArrayList<>();
    private final Map<Long, Job> running = new LinkedHashMap<>();
    private double nowMs;
    private int pending;
    private int suspended;

    BusyCluster(int devices) {
      this.devices = devices;
      for (int from = 0; from < devices; from += CELL) {
        cells.add(IntStream.range(from, Math.min(devices, from + CELL)).boxed().toList());
      }
    }

    Job takeOldest() {
      Job oldest = running.values().iterator().next();
      running.remove(oldest.id());
      pending--;
      return oldest;
    }

    @Override
    public double nowMs() {
      return nowMs;
    }

    @Override
    public int devices() {
      return devices;
    }

    @Override
    public List<Integer> cell(int device) {
      return cells.get(device / CELL);
    }

    @Override
    public int cores(int device) {
      return CORES;
    }

    @Override
    public void start(Job job, int device, int cores) {
      running.put(job.id(), job);
    }

    @Override
    public void setCores(Job job, int cores) {
      if (cores == 0) {
        suspended++;
        running.remove(job.id());
      } else {
        running.putIfAbsent(job.id(), job);
      }
    }

    @Override
    public void move(Job job, int device, int cores) {
      setCores(job, cores);
    }

    @Override
    public void stop(Job job, JobEnding ending) {
      running.remove(job.id());
      pending--;
    }

    @Override
    public void evict(Job job) {
      running.remove(job.id());
    }

    @Override
    public void wakeAt(double atMs) {
      // Events are many enough.
    }
  }
}
