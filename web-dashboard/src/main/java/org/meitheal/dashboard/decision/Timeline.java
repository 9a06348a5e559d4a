package org.meitheal.dashboard.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * An execution by place and time. Places tell how long they took, not at what time of a common
 * clock: what is between two places is known as a whole, there and back, and is halved.
 *
 * @param derived whether some starts follow only from what came before
 */
record Timeline(List<Lane> lanes, boolean derived) {
  Timeline {
    lanes = lanes.stream().filter(lane -> !lane.spans().isEmpty()).toList();
  }

  /**
   * None where nothing is known of when it ended, and where nothing ran.
   *
   * @param now for one that runs
   */
  static @Nullable Timeline of(DecisionView decision, Instant now) {
    ExecutionView execution = decision.execution();
    if (execution == null || !execution.decision().equals(decision.id())) {
      return null;
    }
    if (execution.state().equals("running")) {
      double elapsed = millis(Duration.between(execution.startedAt(), now));
      return untold(decision, execution, Span.Kind.RUNNING, elapsed, "still runs");
    }
    Double actual = execution.actualMs();
    if (actual == null) {
      return null;
    }
    Timings timings = execution.timings();
    return timings == null
        ? untold(decision, execution, Span.Kind.UNTOLD, actual, "did not tell how it spent this")
        : new Account(decision, execution, timings, actual).timeline();
  }

  private static Timeline untold(
      DecisionView decision, ExecutionView execution, Span.Kind kind, double endMs, String what) {
    double planned = Math.min(planned(decision, execution), endMs);
    return new Timeline(
        List.of(
            scheduler(decision, planned),
            lead(execution, List.of(new Span(kind, planned, endMs, what)))),
        false);
  }

  /** When this attempt was decided, from the request's first byte. */
  private static double planned(DecisionView decision, ExecutionView execution) {
    return Math.max(0, execution.deadlineMs() - decision.timeLeftMs());
  }

  private static Lane scheduler(DecisionView decision, double plannedMs) {
    Span span =
        decision.attempt() > 1
            ? new Span(Span.Kind.LOST, 0, plannedMs, "lost to attempts before this one")
            : new Span(Span.Kind.PLAN, 0, plannedMs, "takes the request in and plans");
    return new Lane("Scheduler", null, "plans", List.of(span));
  }

  private static Lane lead(ExecutionView execution, List<Span> spans) {
    String device = execution.device();
    boolean divided = execution.parts() != null;
    return new Lane(
        device == null ? "Device" : device, device, divided ? "leads, part 0" : "runs it", spans);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /** One whose lead told how it spent its time. */
  private static final class Account {
    private final DecisionView decision;
    private final ExecutionView execution;
    private final Timings timings;
    private final List<PartRun> parts;
    private final @Nullable PartRun own;
    private final double plannedMs;

    /** Between scheduler and lead, there and back. */
    private final double onTheWayMs;

    Account(DecisionView decision, ExecutionView execution, Timings timings, double actualMs) {
      this.decision = decision;
      this.execution = execution;
      this.timings = timings;
      this.parts = execution.parts() == null ? List.of() : execution.parts();
      this.own = parts.stream().filter(run -> run.part() == 0).findFirst().orElse(null);
      double told = timings.inputMs() + ledMs() + timings.outputMs();
      this.plannedMs = Math.clamp(planned(decision, execution), 0, Math.max(0, actualMs - told));
      this.onTheWayMs = Math.max(0, actualMs - plannedMs - told);
    }

    Timeline timeline() {
      List<Lane> lanes = new ArrayList<>();
      lanes.add(scheduler(decision, plannedMs));
      lanes.add(lead(execution, leads()));
      double startMs = startMs();
      parts.stream()
          .filter(run -> run.part() != 0)
          .map(run -> HelperLane.of(run, decision, startMs))
          .forEach(lanes::add);
      boolean derived =
          parts.stream()
              .anyMatch(
                  run -> !StageSpans.isTimed(run) || (run.part() != 0 && run.givenMs() == null));
      return new Timeline(lanes, derived);
    }

    private List<Span> leads() {
      List<Span> spans = new ArrayList<>();
      double reads = startMs() - timings.inputMs();
      spans.add(
          startedOver()
              ? new Span(
                  Span.Kind.LOST, plannedMs, reads, "loses it in parts, and starts over alone")
              : new Span(Span.Kind.SEND, plannedMs, reads, "the request is on its way"));
      spans.add(new Span(Span.Kind.SEND, reads, startMs(), "reads the input"));
      double writes = startMs() + ledMs();
      spans.addAll(computes(writes));
      double answers = writes + timings.outputMs();
      spans.add(new Span(Span.Kind.SEND, writes, answers, "writes the answer"));
      spans.add(new Span(Span.Kind.SEND, answers, answers + backMs(), "the answer is on its way"));
      return spans;
    }

    /** Its own part, then what comes after the others' are there. */
    private List<Span> computes(double endMs) {
      if (own == null || startedOver()) {
        double starts = startMs() + timings.queueMs();
        return List.of(
            new Span(Span.Kind.WAIT, startMs(), starts, "waits for a lane"),
            new Span(Span.Kind.COMPUTE, starts, starts + timings.computeMs(), "computes"));
      }
      double joins = startMs() + own.totalMs();
      double rest = joins + joinMs();
      List<Span> spans = new ArrayList<>(StageSpans.of(own, startMs()));
      spans.add(new Span(Span.Kind.JOIN, joins, rest, "waits for the other parts' results"));
      spans.add(new Span(Span.Kind.COMPUTE, rest, endMs, "computes the rest of the model"));
      return spans;
    }

    /** When the lead began with the work itself. */
    private double startMs() {
      double there = startedOver() ? onTheWayMs : onTheWayMs / 2;
      return plannedMs + there + timings.inputMs();
    }

    private double backMs() {
      return startedOver() ? 0 : onTheWayMs / 2;
    }

    private double ledMs() {
      return own == null || startedOver()
          ? timings.queueMs() + timings.computeMs()
          : own.totalMs() + joinMs() + Math.max(0, timings.computeMs() - own.computeMs());
    }

    private double joinMs() {
      return own == null ? 0 : Math.max(0, timings.queueMs() - own.waitMs());
    }

    /** Alone, after it was lost in parts. */
    private boolean startedOver() {
      return own != null && own.state().equals("home");
    }
  }
}
