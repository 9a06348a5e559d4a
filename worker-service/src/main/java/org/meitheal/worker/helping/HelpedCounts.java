package org.meitheal.worker.helping;

import static org.meitheal.protocol.metric.Metric.WORKER_PARTS;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.atomic.LongAdder;
import org.meitheal.protocol.metric.Readings;

/** How the parts that others asked for went. */
final class HelpedCounts implements MultiCollector {
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void done() {
    done.increment();
  }

  /** Refused, cancelled or lost. */
  void failed() {
    failed.increment();
  }

  @Override
  public MetricSnapshots collect() {
    return new Readings()
        .add(WORKER_PARTS, done.sum(), "done")
        .add(WORKER_PARTS, failed.sum(), "failed")
        .snapshots();
  }
}
