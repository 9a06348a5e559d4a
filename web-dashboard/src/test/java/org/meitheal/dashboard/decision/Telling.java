package org.meitheal.dashboard.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PartRun.StageRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.SamplesView;
import org.meitheal.protocol.scheduler.SplitView;

/** Decisions that show one thing each. */
public final class Telling {
  private static final String MODEL = "efficientnet-lite0";
  private static final double DEADLINE = 400;
  private static final double PLANNED = 6;
  private static final List<Integer> CUTS = List.of(0, 4, 8, 12, 18);

  private Telling() {}

  /**
   * @param now when the last of them was decided
   */
  public static List<DecisionView> all(Instant now) {
    return List.of(
        local(now.minusSeconds(9)),
        divided(now.minusSeconds(8), "lab.8-divided", 4),
        wide(now.minusSeconds(7)),
        atHome(now.minusSeconds(6)),
        startedOver(now.minusSeconds(5)),
        refused(now.minusSeconds(4)),
        retried(now.minusSeconds(3)),
        expired(now.minusSeconds(2)),
        failed(now.minusSeconds(1)),
        running(now));
  }

  public static DecisionView local(Instant at) {
    return decision("lab.9-local", at, "local", "camera-1", 1, singles("local"))
        .with(ended("completed", 211.0, new Timings(0.4, 3, 198, 1.1), null, null, 1));
  }

  /** As planned. */
  public static DecisionView divided(Instant at, String id, int parts) {
    List<PartRun> runs =
        IntStream.range(0, parts).mapToObj(part -> run(part, "done", 2, null)).toList();
    return decision(id, at, "partitioned", "camera-1", 1, withSplit(parts))
        .with(ended("completed", 124.0, new Timings(31, 4, 78, 1.4), runs, null, 1));
  }

  public static DecisionView wide(Instant at) {
    return divided(at, "lab.8-wide", 8);
  }

  /** A helper lost its part, and the lead did it. */
  public static DecisionView atHome(Instant at) {
    List<PartRun> runs =
        List.of(
            run(0, "done", 2, null),
            run(1, "done", 2, null),
            run(2, "home", 74, "it closed the connection"),
            run(3, "done", 2, null));
    return decision("lab.7-home", at, "partitioned", "camera-1", 1, withSplit(4))
        .with(ended("completed", 218.0, new Timings(92, 4, 78, 1.4), runs, null, 1));
  }

  /** In parts it could not be mended. */
  public static DecisionView startedOver(Instant at) {
    PartRun alone =
        new PartRun(
            0, "camera-1", "home", List.of(), 4e8, 0, 0, 0, 190, 0.3, 190.3, "part 2 is lost");
    return decision("lab.6-over", at, "partitioned", "camera-1", 1, withSplit(4))
        .with(ended("completed", 330.0, new Timings(0.3, 4, 190, 1.4), List.of(alone), null, 1));
  }

  public static DecisionView refused(Instant at) {
    return decision("lab.5-refused", at, null, null, 1, singles(null)).with(null);
  }

  public static DecisionView retried(Instant at) {
    return decision("lab.4-retried", at, "cloud", "cloud-1", 2, singles("cloud"))
        .with(ended("completed", 287.0, new Timings(0.2, 44, 31, 1), null, null, 2));
  }

  public static DecisionView expired(Instant at) {
    return decision("lab.3-expired", at, "edge", "edge-1", 1, singles("edge"))
        .with(ended("expired", 400.3, null, null, "the deadline passed", 1));
  }

  public static DecisionView failed(Instant at) {
    return decision("lab.2-failed", at, "edge", "edge-1", 1, singles("edge"))
        .with(ended("failed", null, null, null, "no device was left to try", 3));
  }

  public static DecisionView running(Instant at) {
    return decision("lab.1-running", at, "edge", "edge-1", 1, singles("edge"))
        .with(ended("running", null, null, null, null, 1));
  }

  /** Until it is known what became of it. */
  record Decided(
      String id,
      Instant at,
      @Nullable String placement,
      @Nullable String device,
      int attempt,
      List<CandidateView> candidates) {
    DecisionView with(@Nullable Ending ending) {
      double planned = attempt > 1 ? 180 : PLANNED;
      return new DecisionView(
          id,
          at,
          MODEL,
          "sorter",
          "camera-1",
          "frugal",
          0.95,
          DEADLINE - planned,
          1_228_800,
          attempt,
          placement == null ? "infeasible" : "chosen",
          placement,
          device,
          placement == null ? null : (Double) 140.0,
          placement != null,
          why(),
          1042,
          380,
          candidates,
          ending == null ? null : ending.view(this, at.minusMillis((long) planned)));
    }

    private String why() {
      if (placement == null) {
        return "No candidate has a chance of being in time.";
      }
      return attempt == 1
          ? "Cheapest candidate that meets the deadline with 95 %."
          : "planned again because edge-1 closed the connection; cheapest of 3";
    }
  }

  record Ending(
      String state,
      @Nullable Double actualMs,
      @Nullable Timings timings,
      @Nullable List<PartRun> parts,
      @Nullable String error,
      int attempts) {
    ExecutionView view(Decided of, Instant startedAt) {
      return new ExecutionView(
          "x." + of.id(),
          of.id(),
          MODEL,
          state,
          of.device(),
          of.placement(),
          attempts,
          DEADLINE,
          140.0,
          actualMs,
          actualMs == null ? null : (Boolean) (actualMs <= DEADLINE),
          timings,
          parts,
          error,
          startedAt);
    }
  }

  static Decided decision(
      String id,
      Instant at,
      @Nullable String placement,
      @Nullable String device,
      int attempt,
      List<CandidateView> candidates) {
    return new Decided(id, at, placement, device, attempt, candidates);
  }

  static Ending ended(
      String state,
      @Nullable Double actualMs,
      @Nullable Timings timings,
      @Nullable List<PartRun> parts,
      @Nullable String error,
      int attempts) {
    return new Ending(state, actualMs, timings, parts, error, attempts);
  }

  static PartRun run(int part, String state, double givenMs, @Nullable String why) {
    List<StageRun> stages = new ArrayList<>();
    double at = 0.5;
    for (int i = 0; i + 1 < CUTS.size(); i++) {
      double wait = i == 0 ? 0.4 + 0.2 * part : 1.5 + (part * 7 + i * 3) % 5;
      double compute = 19 - 3 * i + (part * 5 + i) % 3;
      List<Integer> box = List.of(0, 1, 20 * part, 20 * part + 20, 0, 80);
      stages.add(new StageRun(CUTS.get(i), CUTS.get(i + 1), box, compute, wait, at));
      at += wait + compute + 0.8;
    }
    double total = at + 0.6;
    double computeMs = stages.stream().mapToDouble(StageRun::computeMs).sum();
    double waitMs = stages.stream().mapToDouble(StageRun::waitMs).sum();
    boolean own = part == 0;
    boolean home = state.equals("home");
    return new PartRun(
        part,
        own || home ? "camera-1" : device(part),
        state,
        stages,
        4e8,
        3e7,
        310_000,
        290_000,
        computeMs,
        waitMs,
        total,
        why,
        own ? null : (Double) givenMs,
        own ? null : (Double) (givenMs + total + (home ? 0.2 : 9)));
  }

  private static String device(int part) {
    return List.of("camera-1", "camera-2", "gate-1", "edge-1", "cloud-1").get(part % 5);
  }

  private static List<CandidateView> withSplit(int parts) {
    List<CandidateView> all = new ArrayList<>(singles(null));
    List<String> devices = IntStream.range(0, parts).mapToObj(Telling::device).toList();
    List<Division.DividedStage> stages = new ArrayList<>();
    for (int i = 0; i + 1 < CUTS.size(); i++) {
      stages.add(
          new Division.DividedStage(
              CUTS.get(i),
              CUTS.get(i + 1),
              IntStream.range(0, parts)
                  .mapToObj(part -> List.of(0, 1, 20 * part, 20 * part + 20, 0, 80))
                  .toList()));
    }
    SplitView split =
        new SplitView(
            devices,
            devices.stream().map(_ -> "camera-1").toList(),
            devices.stream().map(_ -> 68.0).toList(),
            stages,
            1_400_000,
            9e7,
            parts * 0.8);
    all.add(
        new CandidateView(
            "partitioned",
            "camera-1",
            true,
            2,
            2,
            null,
            null,
            0.0,
            3.0,
            112.0,
            0.0,
            115.0,
            8.0,
            128.0,
            0.9999,
            290.0,
            split,
            null,
            null));
    return all;
  }

  private static List<CandidateView> singles(@Nullable String chosen) {
    boolean hopeless = chosen == null;
    return List.of(
        single("local", "camera-1", null, 0, 204, 14, chosen),
        unpredicted("peer", "camera-2", "Cordoned by an operator."),
        single("peer", "gate-1", 3.3, 48, 900, 80, chosen),
        single("edge", "edge-1", 5.2, 48, 88, hopeless ? 60 : 9, chosen),
        single("cloud", "cloud-1", 20.4, 118, 31, 22, chosen));
  }

  private static CandidateView unpredicted(String placement, String device, String why) {
    return new CandidateView(
        placement, device, false, 2, 1, null, null, null, null, null, null, null, null, null, null,
        null, null, why);
  }

  private static CandidateView single(
      String placement,
      String device,
      @Nullable Double rtt,
      double send,
      double compute,
      double deviation,
      @Nullable String chosen) {
    double mean = send + compute + 2;
    boolean picked = placement.equals(chosen);
    return new CandidateView(
        placement,
        device,
        picked,
        4,
        3,
        rtt,
        rtt == null ? null : (Double) 25e6,
        0.0,
        send,
        compute,
        2.0,
        mean,
        deviation,
        mean + 1.645 * deviation,
        mean > DEADLINE ? 0.0002 : 0.9991,
        compute + send,
        null,
        picked ? null : "Costs %.0f ms, the chosen one less.".formatted(compute + send),
        new SamplesView(
            rtt == null ? List.of() : List.of(rtt - 0.3, rtt + 0.2, rtt, rtt + 1.1, rtt - 0.1),
            rtt == null ? List.of() : List.of(24.1e6, 25e6, 26.3e6),
            rtt == null ? null : (Double) 420.0,
            143,
            0.06));
  }
}
