package org.meitheal.worker.metric;

import static org.meitheal.protocol.metric.Metric.WORKER_BACKLOG;
import static org.meitheal.protocol.metric.Metric.WORKER_INFERENCES;
import static org.meitheal.protocol.metric.Metric.WORKER_ITEMS;
import static org.meitheal.protocol.metric.Metric.WORKER_LANES;
import static org.meitheal.protocol.metric.Metric.WORKER_PHASE;
import static org.meitheal.protocol.metric.Metric.WORKER_REQUEST_MEMORY;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Arrays;
import org.meitheal.protocol.metric.Readings;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ModelStatistics;
import org.meitheal.worker.model.ServedModel;
import org.springframework.stereotype.Component;

/** Reads the counts that Triton's statistics are made of too, the lanes and the memory. */
@Component
final class WorkerReadings implements MultiCollector {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ModelRepository models;
  private final Lanes lanes;
  private final RequestMemory memory;

  WorkerReadings(ModelRepository models, Lanes lanes, RequestMemory memory) {
    this.models = models;
    this.lanes = lanes;
    this.memory = memory;
  }

  @Override
  public MetricSnapshots collect() {
    double[] freeInMs = lanes.freeInMs();
    int idle = Math.min(lanes.idle(), freeInMs.length);
    Readings readings =
        new Readings()
            .add(WORKER_LANES, idle, "idle")
            .add(WORKER_LANES, freeInMs.length - idle, "busy")
            .add(WORKER_BACKLOG, Arrays.stream(freeInMs).max().orElse(0) / MILLIS_PER_SECOND)
            .add(WORKER_REQUEST_MEMORY, memory.usedBytes());
    models.models().forEach(model -> model(readings, model));
    return readings.snapshots();
  }

  private static void model(Readings readings, ServedModel model) {
    String name = model.manifest().name();
    ModelStatistics.Snapshot counts = model.statistics().snapshot();
    readings
        .add(WORKER_INFERENCES, counts.success().count(), name, "success")
        .add(WORKER_INFERENCES, counts.fail().count(), name, "failure")
        .add(WORKER_ITEMS, counts.inferences(), name);
    phase(readings, name, "queue", counts.queue());
    phase(readings, name, "input", counts.input());
    phase(readings, name, "compute", counts.compute());
    phase(readings, name, "output", counts.output());
  }

  private static void phase(
      Readings readings, String model, String phase, ModelStatistics.Total total) {
    readings.add(WORKER_PHASE, total.nanos() / NANOS_PER_SECOND, model, phase);
  }
}
