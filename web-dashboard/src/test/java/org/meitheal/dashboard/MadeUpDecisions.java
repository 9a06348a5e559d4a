package org.meitheal.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.SplitView;

/** What is decided in a {@link MadeUp} cluster, and what became of it. */
public final class MadeUpDecisions {
  private MadeUpDecisions() {}

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
        MadeUp.MODEL,
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
        MadeUp.MODEL,
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
        new ArrayList<>(whole.candidates().stream().map(MadeUpDecisions::notChosen).toList());
    candidates.add(partitioned());
    ExecutionView ran =
        execution("lab.divided", "camera-1", "partitioned", 93, false, 1, random, runs());
    return new DecisionView(
        "lab.divided",
        whole.at(),
        MadeUp.MODEL,
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
