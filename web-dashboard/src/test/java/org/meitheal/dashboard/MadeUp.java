package org.meitheal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.SplitView;

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

  public static DecisionView decision(int number, Random random) {
    boolean cloud = number % 7 == 3;
    boolean refused = number % 23 == 11;
    boolean late = number % 17 == 5;
    double edge = 140 + random.nextInt(30);
    double predicted = cloud ? 151 : edge;
    String id = "lab.%013d".formatted(number);
    String device = cloud ? "cloud-1" : "edge-1";
    List<CandidateView> candidates =
        List.of(
            unpredicted("local", null, "The request belongs to no device."),
            candidate(
                "peer",
                "camera-1",
                2,
                2,
                3.1,
                0,
                25.6,
                312,
                1.6,
                0.931,
                false,
                "P(in time) 93.1 % is under the target of 95 %."),
            unpredicted("peer", "camera-2", "Cordoned by an operator."),
            candidate(
                "peer",
                "gate-1",
                2,
                2,
                3.3,
                0,
                26.1,
                940,
                1.6,
                0.0004,
                false,
                "P(in time) under 0.1 % is under the target of 95 %."),
            unpredicted("peer", "gate-2", "Offline: the lease ran out."),
            candidate(
                "edge",
                "edge-1",
                4,
                2,
                5.2,
                0,
                27.2,
                edge - 30,
                2.6,
                0.9994,
                !cloud && !refused,
                cloud ? "Costs 171 ms, the chosen one 166 ms." : null),
            candidate(
                "cloud",
                "cloud-1",
                8,
                7,
                20.4,
                0,
                107,
                31,
                10.2,
                0.991,
                cloud && !refused,
                cloud ? null : "Costs 190 ms, the chosen one 171 ms."));
    return new DecisionView(
        id,
        Instant.now().minusMillis(4_000L * (50 - Math.min(50, number))),
        MODEL,
        number % 3 == 0 ? "camera-1" : null,
        "frugal",
        0.95,
        400,
        602_112,
        1,
        refused ? "infeasible" : "chosen",
        refused ? null : cloud ? "cloud" : "edge",
        refused ? null : device,
        refused ? null : predicted,
        !refused,
        refused
            ? "No candidate has a chance of being in time."
            : "Cheapest candidate that meets the deadline with 95 %.",
        1000 + number,
        420,
        candidates,
        refused
            ? null
            : execution(
                id, device, cloud ? "cloud" : "edge", predicted, late, number, random, null));
  }

  private static ExecutionView execution(
      String decision,
      String device,
      String placement,
      double predicted,
      boolean late,
      int number,
      Random random,
      @Nullable List<PartRun> parts) {
    double actual = late ? 467 : predicted * (0.93 + random.nextDouble() / 6);
    return new ExecutionView(
        "x-" + decision,
        decision,
        MODEL,
        late ? "expired" : "completed",
        device,
        placement,
        number % 13 == 2 ? 2 : 1,
        400,
        predicted,
        actual,
        !late,
        new Timings(0.3, 24, actual - 30, 1.2),
        parts,
        late ? "The deadline has passed." : null,
        Instant.now());
  }

  /** Two cameras and an edge server share a request; the second camera lost its part. */
  public static DecisionView divided(Random random) {
    DecisionView whole = decision(1, random);
    List<CandidateView> candidates =
        new ArrayList<>(whole.candidates().stream().map(MadeUp::notChosen).toList());
    candidates.add(partitioned());
    ExecutionView ran =
        execution("lab.divided", "camera-1", "partitioned", 93, false, 1, random, runs());
    return new DecisionView(
        "lab.divided",
        whole.at(),
        MODEL,
        "camera-1",
        "latency",
        whole.targetReliability(),
        whole.timeLeftMs(),
        1_228_800,
        1,
        "chosen",
        "partitioned",
        "camera-1",
        93.0,
        true,
        "fastest of 4 with 95 % within 101 ms",
        whole.fleetVersion(),
        whole.fleetAgeMs(),
        candidates,
        ran);
  }

  private static List<PartRun> runs() {
    return List.of(
        new PartRun(0, "camera-1", "done", List.of(), 4e8, 2e7, 0, 310_000, 71, 4.2, 80, null),
        new PartRun(1, "edge-1", "done", List.of(), 4e8, 4e7, 430_000, 290_000, 68, 7, 79, null),
        new PartRun(
            2,
            "camera-1",
            "home",
            List.of(),
            4e8,
            2e7,
            0,
            0,
            70,
            0,
            71,
            "gate-1 closed the connection"));
  }

  private static CandidateView partitioned() {
    SplitView split =
        new SplitView(
            List.of("camera-1", "edge-1", "gate-1"),
            List.of("camera-1", "cloud-1", "camera-1"),
            List.of(70.0, 69.0, 71.0),
            List.of(
                new Division.DividedStage(
                    0,
                    4,
                    List.of(
                        List.of(0, 1, 0, 30, 0, 80),
                        List.of(0, 1, 30, 55, 0, 80),
                        List.of(0, 1, 55, 80, 0, 80))),
                new Division.DividedStage(
                    4, 18, List.of(List.of(0, 1, 0, 20, 0, 20), List.of(), List.of()))),
            730_000,
            8e7,
            2.71);
    return new CandidateView(
        "partitioned",
        "camera-1",
        true,
        2,
        2,
        null,
        null,
        0.0,
        0.0,
        93.0,
        0.0,
        93.0,
        5.0,
        101.0,
        0.999,
        260.0,
        split,
        null);
  }

  private static CandidateView notChosen(CandidateView one) {
    return new CandidateView(
        one.placement(),
        one.device(),
        false,
        one.lanes(),
        one.idleLanes(),
        one.roundTripMs(),
        one.bytesPerSecond(),
        one.waitMs(),
        one.sendMs(),
        one.computeMs(),
        one.returnMs(),
        one.predictedMs(),
        one.standardDeviationMs(),
        one.quantileMs(),
        one.probabilityInTime(),
        one.costMs(),
        null,
        one.whyNot() == null ? "95 % within 150 ms against 101 ms" : one.whyNot());
  }

  private static CandidateView unpredicted(String placement, @Nullable String device, String why) {
    return new CandidateView(
        placement, device, false, 0, 0, null, null, null, null, null, null, null, null, null, null,
        null, null, why);
  }

  private static CandidateView candidate(
      String placement,
      String device,
      int lanes,
      int idle,
      double rtt,
      double wait,
      double send,
      double compute,
      double back,
      double inTime,
      boolean chosen,
      @Nullable String whyNot) {
    double predicted = wait + send + compute + back;
    return new CandidateView(
        placement,
        device,
        chosen,
        lanes,
        idle,
        rtt,
        25e6,
        wait,
        send,
        compute,
        back,
        predicted,
        predicted * 0.06,
        predicted * 1.1,
        inTime,
        compute + send + back,
        null,
        whyNot);
  }
}
