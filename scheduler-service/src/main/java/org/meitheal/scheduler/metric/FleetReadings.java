package org.meitheal.scheduler.metric;

import static org.meitheal.protocol.metric.Metric.SCHEDULER_EXCLUDED_DEVICES;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_FLEET_AGE;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_LINK_BANDWIDTH;
import static org.meitheal.protocol.metric.Metric.SCHEDULER_LINK_ROUND_TRIP;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.link.LinkEstimator;
import org.meitheal.core.link.RecentMedianEstimator;
import org.meitheal.protocol.metric.Readings;

/**
 * The fleet as plans see it. The site's own links come first, then those between devices, {@value
 * #MOST_LINKS} in all: a fleet of a thousand devices has ten times as many, and their history is
 * the registry's.
 */
final class FleetReadings implements MultiCollector {
  static final int MOST_LINKS = 1_000;

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final Comparator<LinkRecord> SITES_FIRST =
      Comparator.comparing((LinkRecord link) -> !link.from().value().startsWith("site/"))
          .thenComparing(link -> link.from().value())
          .thenComparing(link -> link.to().value());

  private final LinkEstimator estimator = new RecentMedianEstimator();
  private final Supplier<Fleet> fleet;

  FleetReadings(Supplier<Fleet> fleet) {
    this.fleet = fleet;
  }

  @Override
  public MetricSnapshots collect() {
    Fleet now = fleet.get();
    Readings readings =
        new Readings()
            .add(SCHEDULER_FLEET_AGE, now.age().toNanos() / 1e9)
            .add(SCHEDULER_EXCLUDED_DEVICES, now.undividing().size());
    List<LinkRecord> links = now.links().stream().sorted(SITES_FIRST).limit(MOST_LINKS).toList();
    links.forEach(link -> add(readings, link, estimator.estimate(link)));
    return readings.snapshots();
  }

  private static void add(Readings readings, LinkRecord link, @Nullable LinkEstimate estimate) {
    if (estimate == null) {
      return;
    }
    String from = link.from().value();
    String to = link.to().value();
    readings.add(SCHEDULER_LINK_ROUND_TRIP, estimate.roundTripMs() / MILLIS_PER_SECOND, from, to);
    Double bytesPerSecond = estimate.bytesPerSecond();
    if (bytesPerSecond != null) {
      readings.add(SCHEDULER_LINK_BANDWIDTH, bytesPerSecond, from, to);
    }
  }
}
