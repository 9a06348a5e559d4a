package org.meitheal.dashboard.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Tier;
import org.meitheal.dashboard.diagnosis.Known.Earlier;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews.Link;
import org.meitheal.protocol.registry.LinkView;

/**
 * Links whose round trip is several times what it was some minutes ago, or else what links between
 * the same tiers and cells have. Only links of devices that are there, and that were measured
 * lately.
 */
final class SlowLinks implements Diagnosis {
  static final double TIMES = 3;

  /** Tenths of milliseconds are times three in no time; nobody need know. */
  static final double LEAST_MORE_MS = 5;

  static final int LEAST_EARLIER = 3;
  static final int LEAST_PEERS = 4;
  private static final Duration FRESH = Duration.ofSeconds(30);

  /** The kind of a link: what its ends are. */
  private record Kind(End from, End to) {}

  /**
   * @param tier none of what is no device
   * @param place a device's cell; else what the end is called
   */
  private record End(@Nullable Tier tier, String place) {}

  private record Slow(Link link, double ms, double usualMs, String usual) {
    double times() {
      return ms / usualMs;
    }
  }

  @Override
  public List<Problem> of(Known known) {
    Map<Kind, List<Double>> peers = new HashMap<>();
    List<LinkView> measured =
        known.links().values().stream().filter(link -> counts(link, known)).toList();
    measured.forEach(link ->
        peers
            .computeIfAbsent(kind(link, known), _ -> new ArrayList<>())
            .add(Objects.requireNonNull(link.medianRoundTripMs())));
    Map<Kind, Double> medians = new HashMap<>();
    peers.forEach((kind, values) -> {
      if (values.size() > LEAST_PEERS) {
        medians.put(kind, Samples.median(values));
      }
    });
    return measured.stream()
        .map(link -> slow(link, known, medians.get(kind(link, known))))
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingDouble(Slow::times).reversed())
        .map(SlowLinks::problem)
        .toList();
  }

  private static boolean counts(LinkView link, Known known) {
    DeviceView to = known.devices().get(link.to());
    return link.medianRoundTripMs() != null
        && to != null
        && to.liveness().takesWork()
        && Duration.between(link.sampledAt(), known.now()).compareTo(FRESH) <= 0;
  }

  private static Kind kind(LinkView link, Known known) {
    return new Kind(end(link.from(), known), end(link.to(), known));
  }

  private static End end(String node, Known known) {
    DeviceView device = known.devices().get(node);
    return device == null ? new End(null, node) : new End(device.tier(), device.cell());
  }

  private static @Nullable Slow slow(LinkView view, Known known, @Nullable Double peersMs) {
    Link link = new Link(view.from(), view.to());
    double ms = Objects.requireNonNull(view.medianRoundTripMs());
    Earlier earlier = known.earlier().get(link);
    if (earlier != null && earlier.samples() >= LEAST_EARLIER) {
      return isSlow(ms, earlier.roundTripMs())
          ? new Slow(link, ms, earlier.roundTripMs(), "what it had minutes ago")
          : null;
    }
    return peersMs != null && isSlow(ms, peersMs)
        ? new Slow(link, ms, peersMs, "the median of links like it")
        : null;
  }

  private static boolean isSlow(double ms, double usualMs) {
    return ms > TIMES * usualMs && ms > usualMs + LEAST_MORE_MS;
  }

  private static Problem problem(Slow slow) {
    return Problem.doubtful(
        "The link from %s to %s is slow".formatted(slow.link().from(), slow.link().to()),
        String.format(
            Locale.ROOT,
            "Its round trip is %s, %.1f times %s (%s).",
            Quantities.milliseconds(slow.ms()),
            slow.times(),
            slow.usual(),
            Quantities.milliseconds(slow.usualMs())),
        "topology/link?from=%s&to=%s".formatted(slow.link().from(), slow.link().to()),
        "See its history");
  }
}
