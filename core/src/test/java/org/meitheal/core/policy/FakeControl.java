package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Priority;
import org.meitheal.core.job.QuantileCurve;
import org.meitheal.core.job.ServiceTimes;
import org.meitheal.core.job.ServiceTimes.Width;

/** Keeps what a policy does, as words, and has a clock to move. */
final class FakeControl implements Control {
  static final double PERIOD_MS = 18_665;

  static final ServiceTimes LOW =
      new ServiceTimes(
          List.of(
              new Width(2, QuantileCurve.constant(15_000)),
              new Width(4, QuantileCurve.constant(10_000))));

  private static final ServiceTimes HIGH = ServiceTimes.of(1, QuantileCurve.constant(980));

  private final int devices;
  private final int cell;
  private final List<String> done = new ArrayList<>();
  private final List<Double> wakes = new ArrayList<>();
  private final Map<Long, Integer> where = new LinkedHashMap<>();
  private double nowMs;
  private long ids = 100;

  FakeControl(int devices) {
    this(devices, devices);
  }

  /** In cells of one size. */
  FakeControl(int devices, int cell) {
    this.devices = devices;
    this.cell = cell;
  }

  /** What was done since the last time that it was asked. */
  List<String> done() {
    List<String> now = List.copyOf(done);
    done.clear();
    return now;
  }

  int where(Job job) {
    return where.getOrDefault(job.id(), -1);
  }

  void at(double ms) {
    nowMs = ms;
  }

  /** Moves the clock there, waking the policy whenever it asked for it. */
  void passTo(double ms, Policy policy) {
    while (wakes.stream().anyMatch(wake -> wake <= ms)) {
      double next = wakes.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      wakes.remove(next);
      nowMs = Math.max(nowMs, next);
      policy.woken(this);
    }
    nowMs = ms;
  }

  JobSet high(int source) {
    long id = ids++;
    Job job = new Job(ids++, id, source, Priority.HIGH, nowMs, nowMs + PERIOD_MS, HIGH);
    return new JobSet(id, List.of(job));
  }

  JobSet low(int source, int count) {
    return low(source, count, nowMs + PERIOD_MS - 1100);
  }

  JobSet low(int source, int count, double deadlineMs) {
    long id = ids++;
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(new Job(ids++, id, source, Priority.LOW, nowMs, deadlineMs, LOW));
    }
    return new JobSet(id, jobs);
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
    int first = device / cell * cell;
    return IntStream.range(first, first + cell).boxed().toList();
  }

  @Override
  public int cores(int device) {
    return 4;
  }

  @Override
  public void start(Job job, int device, int cores) {
    where.put(job.id(), device);
    done.add("start %s on %d, %d cores".formatted(job.priority(), device, cores));
  }

  @Override
  public void setCores(Job job, int cores) {
    done.add("%s to %d cores".formatted(job.priority(), cores));
  }

  @Override
  public void move(Job job, int device, int cores) {
    where.put(job.id(), device);
    done.add("move to %d, %d cores".formatted(device, cores));
  }

  @Override
  public void stop(Job job, JobEnding ending) {
    done.add("stop as " + ending);
  }

  @Override
  public void evict(Job job) {
    done.add("evict");
  }

  @Override
  public void wakeAt(double atMs) {
    wakes.add(atMs);
  }
}
