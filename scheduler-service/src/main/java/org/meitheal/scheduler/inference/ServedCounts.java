package org.meitheal.scheduler.inference;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.oip.ModelStatistics;
import org.meitheal.protocol.oip.ModelStatistics.InferenceStats;
import org.meitheal.protocol.oip.ModelStatistics.Times;
import org.meitheal.scheduler.catalog.Model;

/** Counts what each model did since the start, over all devices, in the terms of Triton. */
final class ServedCounts {
  private final InstantSource clock;
  private final Map<String, Counters> models = new ConcurrentHashMap<>();

  ServedCounts(InstantSource clock) {
    this.clock = clock;
  }

  void succeeded(Model model, long items, long nanos, @Nullable Timings timings) {
    Counters counters = counters(model);
    counters.lastInference.set(clock.millis());
    counters.items.add(items);
    counters.success.add(nanos);
    if (timings != null) {
      counters.queue.add(nanos(timings.queueMs()));
      counters.input.add(nanos(timings.inputMs()));
      counters.compute.add(nanos(timings.computeMs()));
      counters.output.add(nanos(timings.outputMs()));
    }
  }

  void failed(Model model, long nanos) {
    counters(model).fail.add(nanos);
  }

  ModelStatistics.Model of(Model model) {
    Counters counters = counters(model);
    return new ModelStatistics.Model(
        model.name(),
        model.version(),
        counters.lastInference.get(),
        counters.items.sum(),
        counters.success.count.sum(),
        new InferenceStats(
            counters.success.times(),
            counters.fail.times(),
            counters.queue.times(),
            counters.input.times(),
            counters.compute.times(),
            counters.output.times(),
            Times.NONE,
            Times.NONE),
        Map.of(),
        List.of(),
        List.of());
  }

  private Counters counters(Model model) {
    return models.computeIfAbsent(model.name() + '/' + model.version(), _ -> new Counters());
  }

  private static long nanos(double ms) {
    return (long) (ms * 1e6);
  }

  private static final class Counters {
    private final AtomicLong lastInference = new AtomicLong();
    private final LongAdder items = new LongAdder();
    private final Sum success = new Sum();
    private final Sum fail = new Sum();
    private final Sum queue = new Sum();
    private final Sum input = new Sum();
    private final Sum compute = new Sum();
    private final Sum output = new Sum();
  }

  private static final class Sum {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long more) {
      count.increment();
      nanos.add(more);
    }

    Times times() {
      return new Times(count.sum(), nanos.sum());
    }
  }
}
