package org.meitheal.registry.metric;

import static org.meitheal.protocol.metric.Metric.REGISTRY_DEVICES;
import static org.meitheal.protocol.metric.Metric.REGISTRY_RECORDS_LOST;
import static org.meitheal.protocol.metric.Metric.REGISTRY_RECORDS_WAITING;
import static org.meitheal.protocol.metric.Metric.REGISTRY_RECORDS_WRITTEN;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.protocol.metric.Readings;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.record.Records;
import org.meitheal.registry.record.WriteBehind;
import org.springframework.stereotype.Component;

/** Reads the registry's state. */
@Component
class RegistryReadings implements MultiCollector {
  private final Fleet fleet;
  private final Records records;

  RegistryReadings(Fleet fleet, Records records) {
    this.fleet = fleet;
    this.records = records;
  }

  @Override
  public MetricSnapshots collect() {
    Readings readings = new Readings();
    devices(readings);
    records.counts().forEach(counts -> rows(readings, counts));
    return readings.snapshots();
  }

  /** Each state is told, those without a device too, so that a rule can see one come to nought. */
  private void devices(Readings readings) {
    List<DeviceView> views = fleet.views();
    for (Liveness liveness : Liveness.values()) {
      for (OperatorState wish : OperatorState.values()) {
        long count =
            views.stream()
                .filter(view -> view.liveness() == liveness && view.operatorState() == wish)
                .count();
        readings.add(REGISTRY_DEVICES, count, label(liveness), label(wish));
      }
    }
  }

  private static void rows(Readings readings, WriteBehind.Counts counts) {
    readings
        .add(REGISTRY_RECORDS_WAITING, counts.queued(), counts.name())
        .add(REGISTRY_RECORDS_WRITTEN, counts.written(), counts.name())
        .add(REGISTRY_RECORDS_LOST, counts.dropped(), counts.name(), "overflowed")
        .add(REGISTRY_RECORDS_LOST, counts.refused(), counts.name(), "rejected");
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
