package org.meitheal.dashboard.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.LinkView;

/** A directed link as it is shown. */
public record LinkRow(
    String from, String to, String roundTrip, String bandwidth, long lost, String age) {
  /** The links from a device and to it, by their ends. */
  public static List<LinkRow> of(FleetNews news, String device, Instant now) {
    return news.links().values().stream()
        .filter(link -> link.from().equals(device) || link.to().equals(device))
        .sorted(Comparator.comparing(LinkView::from).thenComparing(LinkView::to))
        .map(link -> row(link, now))
        .toList();
  }

  private static LinkRow row(LinkView link, Instant now) {
    return new LinkRow(
        link.from(),
        link.to(),
        Quantities.milliseconds(link.medianRoundTripMs()),
        Quantities.bandwidth(link.medianBytesPerSecond()),
        link.lost(),
        Quantities.age(Duration.between(link.sampledAt(), now)));
  }
}
