package org.meitheal.dashboard.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.LinkView;

/**
 * All measured links from one end to another; often a single one.
 *
 * @param medianMs of the links that are not cut; none where all are
 * @param worstMs likewise
 * @param newest when any of them was last measured
 */
record Bundle(
    End from,
    End to,
    int links,
    int cut,
    int stale,
    @Nullable Double medianMs,
    @Nullable Double worstMs,
    Instant newest) {
  /** None where nothing of them is known. */
  static @Nullable Bundle of(End from, End to, List<LinkView> views, Instant now) {
    List<LinkView> known = views.stream().filter(v -> LinkState.of(v, now) != null).toList();
    if (known.isEmpty()) {
      return null;
    }
    double[] sorted =
        known.stream()
            .filter(view -> LinkState.of(view, now) != LinkState.CUT)
            .map(LinkView::medianRoundTripMs)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return new Bundle(
        from,
        to,
        known.size(),
        count(known, LinkState.CUT, now),
        count(known, LinkState.STALE, now),
        sorted.length == 0 ? null : sorted[(sorted.length - 1) / 2],
        sorted.length == 0 ? null : sorted[sorted.length - 1],
        known.stream().map(LinkView::sampledAt).max(Instant::compareTo).orElseThrow());
  }

  private static int count(List<LinkView> links, LinkState state, Instant now) {
    return (int) links.stream().filter(link -> LinkState.of(link, now) == state).count();
  }

  /** Of one node to another, so that it has a history. */
  public boolean isOneLink() {
    return !from.isGroup() && !to.isGroup();
  }

  boolean isCut() {
    return medianMs == null;
  }

  /** A tenth or more: among many links a few are always cut. */
  public boolean isPartlyCut() {
    return cut * 10 >= links;
  }

  /** Not measured lately, for the most part. */
  public boolean isStale() {
    return stale * 2 > links;
  }

  /** The step of its colour: {@code s0} to {@code s5}, or {@code cut}. */
  public String step() {
    return medianMs == null ? "cut" : "s" + RttScale.step(medianMs);
  }

  /** How a map draws it: {@code fast}, {@code fair}, {@code slow} or {@code cut}, also stale. */
  public String line() {
    String quality = medianMs == null || cut * 2 > links ? "cut" : RttScale.quality(medianMs);
    return isStale() ? quality + " stale" : quality;
  }

  /** The worse, the larger. */
  double badness() {
    return cut * 1e9 / links + (worstMs == null ? 1e9 : worstMs);
  }

  public String milliseconds() {
    return Quantities.milliseconds(medianMs);
  }

  public String worst() {
    return Quantities.milliseconds(worstMs);
  }

  public String age(Instant now) {
    return Quantities.age(Duration.between(newest, now));
  }

  /** In words: the state of one link, or how many of several are in which. */
  public String state() {
    if (links == 1) {
      return cut == 1 ? "cut" : stale == 1 ? "stale" : "live";
    }
    String troubles =
        String.join(
            ", ",
            Stream.of(cut > 0 ? cut + " cut" : "", stale > 0 ? stale + " stale" : "")
                .filter(words -> !words.isEmpty())
                .toList());
    return troubles.isEmpty() ? "live" : troubles + " of " + links;
  }

  public String words() {
    String what = from.label() + " to " + to.label() + ": ";
    if (medianMs == null) {
      return what + (links == 1 ? "cut" : "all " + links + " links cut");
    }
    String several = links == 1 ? "" : " median of " + links + " links, worst " + worst();
    return what + milliseconds() + several + ("live".equals(state()) ? "" : ", " + state());
  }
}
