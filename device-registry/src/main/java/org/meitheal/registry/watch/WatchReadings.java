package org.meitheal.registry.watch;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.meitheal.protocol.metric.Metric;
import org.meitheal.protocol.metric.Readings;
import org.springframework.stereotype.Component;

/** How many follow. */
@Component
class WatchReadings implements MultiCollector {
  private final WatchHub hub;

  WatchReadings(WatchHub hub) {
    this.hub = hub;
  }

  @Override
  public MetricSnapshots collect() {
    return new Readings().add(Metric.REGISTRY_WATCHERS, hub.followers()).snapshots();
  }
}
