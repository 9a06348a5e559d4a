package org.meitheal.dashboard.live;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.meitheal.protocol.metric.Metric;
import org.meitheal.protocol.metric.Readings;
import org.springframework.stereotype.Component;

/** How many look. */
@Component
class LiveReadings implements MultiCollector {
  private final LiveClients clients;

  LiveReadings(LiveClients clients) {
    this.clients = clients;
  }

  @Override
  public MetricSnapshots collect() {
    return new Readings().add(Metric.DASHBOARD_BROWSERS, clients.count()).snapshots();
  }
}
