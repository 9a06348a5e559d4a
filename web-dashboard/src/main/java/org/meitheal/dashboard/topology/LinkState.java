package org.meitheal.dashboard.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.LinkView;

/** What is known of a link, the worst last. */
enum LinkState {
  LIVE,
  STALE,
  CUT;

  /** A link is probed every half second; this is some fifty probes without a word. */
  private static final Duration OLD = Duration.ofSeconds(30);

  private static final int LOST_FOR_CUT = 3;

  /** None where no probe was ever answered or lost: the link is unknown. */
  static @Nullable LinkState of(@Nullable LinkView link, Instant now) {
    if (link == null || (link.medianRoundTripMs() == null && link.lost() == 0)) {
      return null;
    }
    if (link.medianRoundTripMs() == null || link.consecutiveLosses() >= LOST_FOR_CUT) {
      return CUT;
    }
    return Duration.between(link.sampledAt(), now).compareTo(OLD) > 0 ? STALE : LIVE;
  }

  String mark() {
    return name().toLowerCase(Locale.ROOT);
  }
}
