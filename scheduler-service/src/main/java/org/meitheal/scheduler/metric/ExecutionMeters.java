package org.meitheal.scheduler.metric;

import static org.meitheal.protocol.metric.Metric.SCHEDULER_DECISIONS;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_EXECUTION;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_PARTS;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_PHASE;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_PREDICTION_RATIO;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.scheduler.record.RecordListener;

/** Counts and times what goes on record. */
final class ExecutionMeters implements RecordListener {
  private static final Duration[] LATENCIES =
      java.util.stream.LongStream.of(
              10, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);
  private static final double[] RATIOS = {
    0.25, 0.5, 0.75, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.5, 2, 4, 8
  };
  private static final String NONE = "none";
  private static final int MOST_DEVICES = 200;

  private final InstantSource clock;
  private final Names devices = new Names(MOST_DEVICES);
  private final MeterProvider<Counter> decisions;
  private final MeterProvider<Counter> parts;
  private final MeterProvider<Timer> executions;
  private final MeterProvider<Timer> phases;
  private final MeterProvider<DistributionSummary> ratios;

  ExecutionMeters(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.decisions =
        Counter.builder(SCHEDULER_DECISIONS.meter())
            .description(SCHEDULER_DECISIONS.help())
            .withRegistry(registry);
    this.parts =
        Counter.builder(SCHEDULER_PARTS.meter())
            .description(SCHEDULER_PARTS.help())
            .withRegistry(registry);
    this.executions =
        Timer.builder(SCHEDULER_EXECUTION.meter())
            .description(SCHEDULER_EXECUTION.help())
            .serviceLevelObjectives(LATENCIES)
            .withRegistry(registry);
    this.phases =
        Timer.builder(SCHEDULER_PHASE.meter())
            .description(SCHEDULER_PHASE.help())
            .withRegistry(registry);
    this.ratios =
        DistributionSummary.builder(SCHEDULER_PREDICTION_RATIO.meter())
            .description(SCHEDULER_PREDICTION_RATIO.help())
            .serviceLevelObjectives(RATIOS)
            .withRegistry(registry);
  }

  @Override
  public void decided(DecisionView decision, @Nullable String execution) {
    decisions
        .withTags(
            "outcome",
            decision.outcome(),
            "placement",
            orNone(decision.placement()),
            "attempt",
            attempt(decision, execution))
        .increment();
  }

  @Override
  public void ended(ExecutionView execution) {
    Double actualMs = execution.actualMs();
    executions
        .withTags("model", execution.model(), "outcome", execution.state())
        .record(actualMs == null ? since(execution) : duration(actualMs));
    if (execution.parts() != null) {
      execution.parts().forEach(this::part);
    }
    if (execution.state().equals("completed") && actualMs != null) {
      completed(execution, actualMs);
    }
  }

  private void completed(ExecutionView execution, double actualMs) {
    Timings timings = execution.timings();
    if (timings != null) {
      phases(execution, timings, actualMs);
    }
    Double predictedMs = execution.predictedMs();
    if (predictedMs != null && predictedMs > 0 && execution.attempts() == 1) {
      ratios
          .withTags("model", execution.model(), "placement", orNone(execution.placement()))
          .record(actualMs / predictedMs);
    }
  }

  private void phases(ExecutionView execution, Timings timings, double actualMs) {
    double accounted =
        timings.queueMs() + timings.inputMs() + timings.computeMs() + timings.outputMs();
    phase(execution, "queue", timings.queueMs());
    phase(execution, "input", timings.inputMs());
    phase(execution, "compute", timings.computeMs());
    phase(execution, "output", timings.outputMs());
    phase(execution, "overhead", Math.max(0, actualMs - accounted));
  }

  private void phase(ExecutionView execution, String phase, double ms) {
    phases
        .withTags(
            "model",
            execution.model(),
            "device",
            devices.of(orNone(execution.device())),
            "phase",
            phase)
        .record((long) (ms * 1e6), TimeUnit.NANOSECONDS);
  }

  private void part(PartRun part) {
    parts.withTags("state", PartState.of(part.state())).increment();
  }

  private Duration since(ExecutionView execution) {
    Duration passed = Duration.between(execution.startedAt(), clock.instant());
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  private static String attempt(DecisionView decision, @Nullable String execution) {
    if (execution == null) {
      return "comparison";
    }
    return decision.attempt() == 1 ? "first" : "again";
  }

  private static Duration duration(double ms) {
    return Duration.ofNanos((long) (ms * 1e6));
  }

  private static String orNone(@Nullable String value) {
    return Objects.requireNonNullElse(value, NONE);
  }

  /** What a lead reports is a device's word: only the known states become labels. */
  private enum PartState {
    DONE,
    SPARE,
    HOME,
    OTHER;

    static String of(String reported) {
      for (PartState state : values()) {
        if (state.name().equalsIgnoreCase(reported)) {
          return state.label();
        }
      }
      return OTHER.label();
    }

    private String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
