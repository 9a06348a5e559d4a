package org.meitheal.dashboard;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.LinkHistory;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;

/** Fleets of any size, with links that are live, stale, cut, or were never measured. */
final class MadeUpTopology {
  private static final int NEIGHBOURS = 8;

  private MadeUpTopology() {}

  /**
   * @param cells of so many devices each, beside an edge server, a cloud and a site
   */
  static WatchEvent.Snapshot fleet(long version, int cells, int devices, Random random) {
    Instant now = Instant.now();
    List<DeviceView> all = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      for (int i = 0; i < devices; i++) {
        all.add(device("d%02d-%02d".formatted(cell, i), Tier.DEVICE, "hall-" + cell, now, random));
      }
    }
    all.add(device("edge-1", Tier.EDGE, "rack", now, random));
    all.add(device("cloud-1", Tier.CLOUD, "wan", now, random));
    List<LinkView> links = new ArrayList<>();
    for (DeviceView from : all) {
      for (DeviceView to : all) {
        if (measures(from, to, random, devices)) {
          links.add(link(from.id(), from.cell(), to, now, random));
        }
      }
    }
    all.forEach(to -> links.add(link("site/lab", "rack", to, now, random)));
    return new WatchEvent.Snapshot(version, all, links);
  }

  private static boolean measures(DeviceView from, DeviceView to, Random random, int devices) {
    if (from.id().equals(to.id())) {
      return false;
    }
    return to.tier() != Tier.DEVICE
        || (from.cell().equals(to.cell())
            ? random.nextInt(Math.max(devices, NEIGHBOURS)) < NEIGHBOURS
            : random.nextInt(60) == 0);
  }

  private static DeviceView device(String id, Tier tier, String cell, Instant now, Random random) {
    int luck = random.nextInt(25);
    Liveness liveness =
        tier != Tier.DEVICE || luck > 1
            ? Liveness.ONLINE
            : luck == 0 ? Liveness.OFFLINE : Liveness.SUSPECT;
    return new DeviceView(
        id,
        tier,
        "plant",
        cell,
        "http://" + id + ":8090",
        OperatorState.ENABLED,
        liveness,
        now.minusSeconds(100),
        "Heartbeats arrive.",
        1,
        1,
        List.of(),
        List.of(),
        400L);
  }

  private static LinkView link(
      String from, String fromCell, DeviceView to, Instant now, Random random) {
    double base =
        switch (to.tier()) {
          case DEVICE -> fromCell.equals(to.cell()) ? 3 : 9;
          case EDGE -> 5;
          case CLOUD -> 22;
        };
    boolean slow = fromCell.equals("hall-1") || random.nextInt(40) == 0;
    double rtt = base * (slow ? 20 : 1) * Math.exp(0.2 * random.nextGaussian());
    boolean cut = to.liveness() == Liveness.OFFLINE || random.nextInt(60) == 0;
    boolean stale = random.nextInt(30) == 0;
    return new LinkView(
        from,
        to.id(),
        List.of(rtt),
        List.of(25e6),
        rtt,
        25e6,
        cut ? 40 : 0,
        cut ? 40 : 0,
        now.minusMillis(stale ? 240_000 : random.nextInt(900)));
  }

  /** Twice as long a way from the middle on, twenty times from three quarters on, some lost. */
  static LinkHistory history(URI uri) {
    String[] path = uri.getPath().substring("/v1/links/".length()).split("/", -1);
    Duration window = window(uri.getQuery());
    Instant until = Instant.now();
    Instant since = until.minus(window);
    long width = window.toMillis() / 299;
    Random random = new Random(7);
    List<LinkHistory.Bucket> buckets = new ArrayList<>();
    List<LinkHistory.TransferBucket> transfers = new ArrayList<>();
    for (int i = 0; i < 299; i++) {
      Instant at = Instant.ofEpochMilli((since.toEpochMilli() / width + 1 + i) * width);
      if (i < 80 || i > 90) {
        buckets.add(bucket(at, i < 150 ? 5 : i < 225 ? 11 : 220, i > 215 && i < 235, random));
      }
      if (i % 12 == 0) {
        double rate = (i < 225 ? 25e6 : 2e6) * Math.exp(0.2 * random.nextGaussian());
        transfers.add(new LinkHistory.TransferBucket(at, 3, rate * 0.8, rate, rate * 1.1));
      }
    }
    Instant first = since.plus(window.multipliedBy(150).dividedBy(299));
    Instant second = since.plus(window.multipliedBy(225).dividedBy(299));
    return new LinkHistory(
        path[0],
        path[path.length - 2],
        window.toMillis(),
        until,
        7200,
        91,
        91 / 7200.0,
        4.1,
        5.6,
        230.0,
        310.0,
        3.2,
        24e6,
        List.of(),
        width,
        buckets,
        transfers,
        List.of(
            new LinkHistory.Regime(since, first, null, 5),
            new LinkHistory.Regime(first, second, first.plusSeconds(4), 11),
            new LinkHistory.Regime(second, until, second.plusSeconds(3), 220)));
  }

  private static LinkHistory.Bucket bucket(
      Instant at, double level, boolean losing, Random random) {
    double median = level * Math.exp(0.1 * random.nextGaussian());
    @Nullable Double most = median * (random.nextInt(20) == 0 ? 9 : 1.6);
    return new LinkHistory.Bucket(at, 24, losing ? 5 : 0, median * 0.8, median, most);
  }

  private static Duration window(String query) {
    String text = query.replaceAll(".*window=([0-9]+[mhd]).*", "$1");
    return Duration.parse(
        text.endsWith("d")
            ? "P" + text.toUpperCase(java.util.Locale.ROOT)
            : "PT" + text.toUpperCase(java.util.Locale.ROOT));
  }
}
