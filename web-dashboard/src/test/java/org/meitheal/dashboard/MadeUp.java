package org.meitheal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.scheduler.ExclusionView;

/** A cluster like the lab's, with a little of everything that can be wrong. */
public final class MadeUp {
  public static final String MODEL = "efficientnet-lite0";

  private MadeUp() {}

  static WatchEvent.Snapshot snapshot(long version, Random random) {
    Instant now = Instant.now();
    List<DeviceView> devices =
        List.of(
            device("camera-1", Tier.DEVICE, Liveness.ONLINE, "Heartbeats arrive.", 2, 0, now),
            device("camera-2", Tier.DEVICE, Liveness.ONLINE, "Heartbeats arrive.", 2, 1, now),
            device("gate-1", Tier.DEVICE, Liveness.SUSPECT, "A heartbeat is overdue.", 2, 0, now),
            device("gate-2", Tier.DEVICE, Liveness.OFFLINE, "The lease ran out.", 2, 0, now),
            device("edge-1", Tier.EDGE, Liveness.ONLINE, "Heartbeats arrive.", 4, 2, now),
            device("cloud-1", Tier.CLOUD, Liveness.ONLINE, "Heartbeats arrive.", 8, 1, now));
    List<LinkView> links = new ArrayList<>();
    for (DeviceView from : devices) {
      for (DeviceView to : devices) {
        if (!from.id().equals(to.id())) {
          links.add(link(from.id(), to, random, now));
        }
      }
    }
    devices.forEach(to -> links.add(link("site/lab", to, random, now)));
    return new WatchEvent.Snapshot(version, devices, links);
  }

  /** A fleet in cells of forty, a few of them in trouble. */
  static WatchEvent.Snapshot large(long version, int devices, Random random) {
    Instant now = Instant.now();
    List<DeviceView> views =
        IntStream.range(0, devices)
            .mapToObj(i -> {
              Liveness state =
                  i % 97 == 5 ? Liveness.OFFLINE : i % 61 == 7 ? Liveness.SUSPECT : Liveness.ONLINE;
              DeviceView view =
                  device(
                      "pi-%04d".formatted(i), Tier.DEVICE, state, "So.", 4, random.nextInt(5), now);
              return inCell(view, "hall-" + i / 40);
            })
            .toList();
    return new WatchEvent.Snapshot(version, views, List.of());
  }

  private static DeviceView inCell(DeviceView view, String cell) {
    return new DeviceView(
        view.id(),
        view.tier(),
        view.zone(),
        cell,
        view.url(),
        view.operatorState(),
        view.liveness(),
        view.livenessSince(),
        view.livenessWhy(),
        view.epoch(),
        view.revision(),
        view.lanes(),
        view.models(),
        view.heartbeatAgeMs());
  }

  /** Of a model of two segments, in short. */
  static ModelManifest manifest() {
    return new ModelManifest(
        1,
        MODEL,
        "1",
        "pytorch_torchscript",
        new ModelManifest.Input(
            "image", "FP32", List.of(-1L, 3L, -1L, -1L), List.of(32, 32), List.of(4096, 4096)),
        new ModelManifest.Tensor("logits", "FP32", List.of(-1L, 1000L)),
        new ModelManifest.Preprocessing(224, "bilinear-short-side", "centre"),
        400,
        List.of(224, 224),
        List.of(segment("stem", 12_000_000, true), segment("head", 7_000_000, false)),
        null);
  }

  private static ModelManifest.Segment segment(String name, long bytes, boolean spatial) {
    return new ModelManifest.Segment(
        name,
        name + ".pt",
        "ab",
        bytes,
        spatial,
        3,
        32,
        null,
        null,
        null,
        null,
        null,
        null,
        200_000_000,
        null);
  }

  /** A wrong answer, and a queue that drops. */
  static void trouble(FakeCluster cluster) {
    Instant at = Instant.now().minusSeconds(600);
    cluster.exclusions.add(
        new ExclusionView("camera-2", at, "lab.e1", "its part differed by 0.5 of the largest"));
    cluster.info =
        Map.of(
            "record",
            Map.of("waiting", 20_000, "overflowed", 37, "rejected", 0, "trouble", "no database"));
  }

  static DeviceView device(
      String id, Tier tier, Liveness liveness, String why, int lanes, int busy, Instant now) {
    List<Heartbeat.LaneState> states =
        IntStream.range(0, lanes)
            .mapToObj(i -> new Heartbeat.LaneState(i, i < busy ? 5_000.0 / (i + 1) : 0))
            .toList();
    boolean alive = liveness.takesWork();
    return new DeviceView(
        id,
        tier,
        "plant",
        tier == Tier.DEVICE ? "hall-a" : tier == Tier.EDGE ? "rack" : "wan",
        "http://" + id + ":8090",
        id.equals("camera-2") ? OperatorState.CORDONED : OperatorState.ENABLED,
        liveness,
        now.minusSeconds(alive ? 754 : 41),
        why,
        id.equals("gate-1") ? 3 : 1,
        1,
        states,
        List.of(
            new Heartbeat.ModelState(
                MODEL, "1", "ab12", alive, tier == Tier.CLOUD ? 0.08 : 0.79, 0.06, 143)),
        alive ? (liveness == Liveness.SUSPECT ? 1900L : 400L) : 41_000L);
  }

  private static LinkView link(String from, DeviceView to, Random random, Instant now) {
    double rtt =
        switch (to.tier()) {
              case DEVICE -> 3;
              case EDGE -> 5;
              case CLOUD -> 20;
            }
            * (0.95 + random.nextDouble() / 5);
    double bandwidth = (to.tier() == Tier.CLOUD ? 5e6 : 25e6) * (0.9 + random.nextDouble() / 5);
    boolean lost = to.id().equals("gate-2");
    return new LinkView(
        from,
        to.id(),
        List.of(rtt),
        List.of(bandwidth),
        lost ? null : rtt,
        lost ? null : bandwidth,
        lost ? 82 : random.nextInt(12) / 11,
        now.minusMillis(random.nextInt(900)));
  }
}
