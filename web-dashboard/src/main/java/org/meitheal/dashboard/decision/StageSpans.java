package org.meitheal.dashboard.decision;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PartRun.StageRun;

/**
 * What one part did at its device. Within a stage waiting is drawn before computing, though they
 * may take turns; what is left of it went into giving rows away.
 */
final class StageSpans {
  private StageSpans() {}

  /**
   * @param startMs of the part
   */
  static List<Span> of(PartRun run, double startMs) {
    double end = startMs + run.totalMs();
    if (run.stages().isEmpty()) {
      return whole(run, startMs);
    }
    List<Span> spans = new ArrayList<>();
    double at = startMs;
    for (int i = 0; i < run.stages().size(); i++) {
      StageRun stage = run.stages().get(i);
      double begins = isTimed(run) ? startMs + orZero(stage.startMs()) : at;
      double ends = ends(run, i, startMs, begins);
      if (begins > at) {
        spans.add(new Span(Span.Kind.WAIT, at, begins, "gets ready"));
      }
      add(spans, stage, i == 0, begins, ends);
      at = ends;
    }
    spans.add(new Span(Span.Kind.EXCHANGE, at, end, "gives its result"));
    return spans;
  }

  /** Whether it is known when its stages began. */
  static boolean isTimed(PartRun run) {
    return run.stages().stream().allMatch(stage -> stage.startMs() != null);
  }

  private static List<Span> whole(PartRun run, double startMs) {
    double computes = startMs + run.waitMs();
    return List.of(
        new Span(Span.Kind.WAIT, startMs, computes, "waits"),
        new Span(Span.Kind.COMPUTE, computes, computes + run.computeMs(), "computes"));
  }

  /** Where the next one begins; else after what it took. */
  private static double ends(PartRun run, int i, double startMs, double begins) {
    StageRun stage = run.stages().get(i);
    return isTimed(run) && i + 1 < run.stages().size()
        ? startMs + orZero(run.stages().get(i + 1).startMs())
        : begins + stage.waitMs() + stage.computeMs();
  }

  private static void add(
      List<Span> spans, StageRun stage, boolean first, double begins, double ends) {
    String segments = segments(stage);
    double computes = Math.min(ends, begins + stage.waitMs());
    double gives = Math.min(ends, computes + stage.computeMs());
    spans.add(
        first
            ? new Span(Span.Kind.WAIT, begins, computes, "waits for a lane")
            : new Span(
                Span.Kind.EXCHANGE, begins, computes, "waits for rows or a lane, " + segments));
    spans.add(new Span(Span.Kind.COMPUTE, computes, gives, "computes " + segments));
    spans.add(new Span(Span.Kind.EXCHANGE, gives, ends, "gives rows after " + segments));
  }

  private static String segments(StageRun stage) {
    int last = stage.end() - 1;
    return last == stage.first()
        ? "segment " + last
        : "segments %d–%d".formatted(stage.first(), last);
  }

  private static double orZero(@org.jspecify.annotations.Nullable Double ms) {
    return ms == null ? 0 : ms;
  }
}
