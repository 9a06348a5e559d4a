package org.meitheal.dashboard.decision;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.SplitView;

/** A part that the lead gave away, or did besides its own. */
final class HelperLane {
  private HelperLane() {}

  /**
   * @param leadMs when the lead began
   */
  static Lane of(PartRun run, DecisionView decision, double leadMs) {
    double given = leadMs + (run.givenMs() == null ? 0 : run.givenMs());
    double back = run.backMs() == null ? given + run.totalMs() : leadMs + run.backMs();
    double oneWay = Math.max(0, back - given - run.totalMs()) / 2;
    double starts = given + oneWay;
    List<Span> spans = new ArrayList<>();
    if (run.why() != null) {
      spans.add(
          new Span(
              Span.Kind.LOST,
              leadMs,
              given,
              "lost at %s: %s".formatted(planned(run, decision), run.why())));
    }
    boolean home = run.state().equals("home");
    Span.Kind way = home ? Span.Kind.WAIT : Span.Kind.SEND;
    spans.add(new Span(way, given, starts, home ? "gets ready" : "its input is on its way"));
    spans.addAll(StageSpans.of(run, starts));
    double ends = starts + run.totalMs();
    spans.add(
        new Span(way, ends, ends + oneWay, home ? "is taken over" : "its result is on its way"));
    return new Lane(run.device(), run.device(), role(run), spans);
  }

  private static String role(PartRun run) {
    return switch (run.state()) {
      case "spare" -> "part %d, as its spare".formatted(run.part());
      case "home" -> "part %d, at the lead".formatted(run.part());
      default -> "part %d".formatted(run.part());
    };
  }

  /** Who was to run it. */
  private static String planned(PartRun run, DecisionView decision) {
    for (CandidateView candidate : decision.candidates()) {
      SplitView split = candidate.split();
      if (candidate.chosen() && split != null && run.part() < split.devices().size()) {
        return split.devices().get(run.part());
      }
    }
    return "its helper";
  }
}
