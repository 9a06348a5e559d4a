package org.meitheal.scheduler.record;

import static org.meitheal.protocol.metric.Metric.SCHEDULER_RECORDS_LOST;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_RECORDS_WAITING;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_RECORDS_WRITTEN;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.meitheal.protocol.metric.Readings;
import org.springframework.stereotype.Component;

/** What became of the rows. */
@Component
final class RecordReadings implements MultiCollector {
  private final WriteBehind writes;

  RecordReadings(WriteBehind writes) {
    this.writes = writes;
  }

  @Override
  public MetricSnapshots collect() {
    WriteBehind.Status status = writes.status();
    return new Readings()
        .add(SCHEDULER_RECORDS_WAITING, status.waiting())
        .add(SCHEDULER_RECORDS_WRITTEN, status.written())
        .add(SCHEDULER_RECORDS_LOST, status.overflowed(), "overflowed")
        .add(SCHEDULER_RECORDS_LOST, status.rejected(), "rejected")
        .snapshots();
  }
}
