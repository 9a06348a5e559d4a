package org.meitheal.dashboard.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.registry.LinkHistory;

/**
 * A link's history in words and figures.
 *
 * @param summary one sentence: how it is now, and since when
 * @param regimes newest first
 * @param buckets newest first
 */
record LinkPage(
    LinkHistory history,
    String asOf,
    String summary,
    List<Fact> facts,
    List<RegimeRow> regimes,
    List<BucketRow> buckets) {
  /** A table of more rows is read by nobody. */
  private static final int ROWS = 30;

  record Fact(String name, String value) {}

  /**
   * @param change against the one before; a dash for the first
   * @param found how long after its begin it was certain
   */
  record RegimeRow(
      String instant, String since, String lasted, String median, String change, String found) {}

  record BucketRow(
      String instant,
      String at,
      String least,
      String median,
      String most,
      String lost,
      String bandwidth) {}

  static LinkPage of(LinkHistory history) {
    return new LinkPage(
        history,
        Quantities.moment(history.until()),
        summary(history),
        facts(history),
        regimes(history.regimes()),
        buckets(history));
  }

  public boolean isEmpty() {
    return history.samples() == 0 && history.transferBuckets().isEmpty();
  }

  private static String summary(LinkHistory history) {
    List<LinkHistory.Regime> regimes = history.regimes();
    if (regimes.isEmpty()) {
      return history.samples() == 0
          ? "Nothing was recorded in this time."
          : "No probe was answered in this time.";
    }
    LinkHistory.Regime now = regimes.getLast();
    String level = "About " + Quantities.milliseconds(now.medianMs());
    if (regimes.size() == 1) {
      return level + ", without a lasting change in this time.";
    }
    int changes = regimes.size() - 1;
    return level
        + " since "
        + Quantities.moment(now.since())
        + ", "
        + change(regimes.get(regimes.size() - 2), now)
        + (changes == 1 ? "; the only change" : "; the last of " + changes + " changes")
        + " in this time.";
  }

  private static List<Fact> facts(LinkHistory history) {
    Double loss = history.loss();
    return List.of(
        new Fact("Median RTT", Quantities.milliseconds(history.p50Ms())),
        new Fact("90 % under", Quantities.milliseconds(history.p90Ms())),
        new Fact("99 % under", Quantities.milliseconds(history.p99Ms())),
        new Fact("Least", Quantities.milliseconds(history.minMs())),
        new Fact("Jitter", Quantities.milliseconds(history.jitterMs())),
        new Fact(
            "Lost",
            loss == null
                ? Quantities.UNKNOWN
                : Quantities.share(loss) + " of " + history.samples()),
        new Fact("Median bandwidth", Quantities.bandwidth(history.medianBytesPerSecond())));
  }

  private static List<RegimeRow> regimes(List<LinkHistory.Regime> regimes) {
    List<RegimeRow> rows = new ArrayList<>();
    for (int i = 0; i < regimes.size(); i++) {
      LinkHistory.Regime regime = regimes.get(i);
      rows.add(
          new RegimeRow(
              regime.since().toString(),
              Quantities.moment(regime.since()),
              Quantities.age(Duration.between(regime.since(), regime.until())),
              Quantities.milliseconds(regime.medianMs()),
              i == 0 ? Quantities.UNKNOWN : change(regimes.get(i - 1), regime),
              regime.detectedAt() == null
                  ? Quantities.UNKNOWN
                  : Quantities.age(Duration.between(regime.since(), regime.detectedAt()))));
    }
    return rows.reversed();
  }

  /** Such as {@code 20 times slower}. */
  static String change(LinkHistory.Regime before, LinkHistory.Regime after) {
    boolean slower = after.medianMs() > before.medianMs();
    double less = Math.min(before.medianMs(), after.medianMs());
    double ratio = less > 0 ? Math.max(before.medianMs(), after.medianMs()) / less : Double.NaN;
    String word = slower ? "slower" : "faster";
    return !Double.isFinite(ratio)
        ? word
        : String.format(Locale.ROOT, ratio < 10 ? "%.1f times %s" : "%.0f times %s", ratio, word);
  }

  private static List<BucketRow> buckets(LinkHistory history) {
    List<LinkHistory.Bucket> all = history.buckets();
    List<BucketRow> rows = new ArrayList<>();
    for (LinkHistory.Bucket bucket : all.subList(Math.max(0, all.size() - ROWS), all.size())) {
      rows.add(
          new BucketRow(
              bucket.at().toString(),
              Quantities.moment(bucket.at()),
              Quantities.milliseconds(bucket.minMs()),
              Quantities.milliseconds(bucket.medianMs()),
              Quantities.milliseconds(bucket.maxMs()),
              bucket.lost() + " of " + bucket.samples(),
              Quantities.bandwidth(bandwidth(history, bucket))));
    }
    return rows.reversed();
  }

  private static @Nullable Double bandwidth(LinkHistory history, LinkHistory.Bucket bucket) {
    return history.transferBuckets().stream()
        .filter(transfers -> transfers.at().equals(bucket.at()))
        .map(LinkHistory.TransferBucket::medianBytesPerSecond)
        .findFirst()
        .orElse(null);
  }
}
