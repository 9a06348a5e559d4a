package org.meitheal.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Report;
import org.meitheal.core.policy.Control;
import org.meitheal.core.policy.Policy;
import org.meitheal.lab.experiment.SimulationReport.Decisions;

/** Measures how long another policy takes to decide about what is released. */
final class TimedPolicy implements Policy {
  private static final double P99 = 0.99;

  private final Policy policy;
  private final List<Double> highMs = new ArrayList<>();
  private final List<Double> lowMs = new ArrayList<>();

  TimedPolicy(Policy policy) {
    this.policy = policy;
  }

  @Override
  public void released(JobSet set, Control control) {
    long from = System.nanoTime();
    policy.released(set, control);
    double tookMs = (System.nanoTime() - from) / 1e6;
    (set.jobs().getFirst().high() ? highMs : lowMs).add(tookMs);
  }

  @Override
  public void computed(Job job, Control control) {
    policy.computed(job, control);
  }

  @Override
  public void reported(Job job, Report report, Control control) {
    policy.reported(job, report, control);
  }

  @Override
  public void woken(Control control) {
    policy.woken(control);
  }

  @Override
  public void lost(Job job, Control control) {
    policy.lost(job, control);
  }

  Decisions times() {
    return new Decisions(mean(highMs), p99(highMs), mean(lowMs), p99(lowMs));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double p99(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.floor(P99 * (sorted.size() - 1)));
  }
}
