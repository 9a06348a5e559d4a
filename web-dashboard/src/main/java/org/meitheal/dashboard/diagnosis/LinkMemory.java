package org.meitheal.dashboard.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.dashboard.diagnosis.Known.Earlier;
import org.meitheal.protocol.registry.FleetNews.Link;
import org.meitheal.protocol.registry.LinkView;

/**
 * What links had some minutes ago: one median every {@link #PERIOD} for {@link #REACH}, and none of
 * the last {@link #PERIOD}, so that a link that has just become slow is compared to what it was. Of
 * {@value #MOST} links at most.
 */
final class LinkMemory {
  static final Duration PERIOD = Duration.ofSeconds(60);
  static final Duration REACH = Duration.ofMinutes(15);
  static final int MOST = 40_000;

  private final Map<Link, ArrayDeque<Double>> kept = new HashMap<>();
  private Instant next = Instant.MIN;
  private Map<Link, Earlier> earlier = Map.of();

  /** Takes what there is, once a period; at other times nothing. */
  synchronized void look(Map<Link, LinkView> links, Instant now) {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(PERIOD);
    kept.keySet().retainAll(links.keySet());
    links.forEach((link, view) -> {
      Double median = view.medianRoundTripMs();
      if (median != null && (kept.size() < MOST || kept.containsKey(link))) {
        ArrayDeque<Double> medians = kept.computeIfAbsent(link, _ -> new ArrayDeque<>());
        medians.add(median);
        if (medians.size() > REACH.dividedBy(PERIOD)) {
          medians.removeFirst();
        }
      }
    });
    earlier = withoutNewest();
  }

  synchronized Map<Link, Earlier> earlier() {
    return earlier;
  }

  /** The newest is left out: it may be of the trouble itself. */
  private Map<Link, Earlier> withoutNewest() {
    Map<Link, Earlier> before = HashMap.newHashMap(kept.size());
    kept.forEach((link, medians) -> {
      if (medians.size() > SlowLinks.LEAST_EARLIER) {
        List<Double> older = new ArrayList<>(medians);
        older.removeLast();
        before.put(link, new Earlier(Samples.median(older), older.size()));
      }
    });
    return Collections.unmodifiableMap(before);
  }
}
