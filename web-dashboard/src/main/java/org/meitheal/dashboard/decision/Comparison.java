package org.meitheal.dashboard.decision;

import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * A decision with everything that was considered.
 *
 * @param deadlineX where the deadline lies on the bars' scale, of 100
 * @param actualX where the actual time lies; none while there is none
 * @param intervals of those of which something was predicted
 * @param samples behind the predictions; empty where they are not on record
 * @param continued the later decision by which its execution went on; none if it did not
 * @param seen when this was put together, for what still runs
 * @param gantt none where nothing ran, or nothing is known of when
 * @param derived whether some of its starts follow only from what came before
 * @param division of the candidate that several devices make together; none if there is none
 */
public record Comparison(
    DecisionView decision,
    DecisionRow row,
    String moment,
    String timeLeft,
    String input,
    String fleetAge,
    String target,
    double deadlineX,
    @Nullable Double actualX,
    List<Line> lines,
    Intervals intervals,
    List<SampleRow> samples,
    @Nullable String continued,
    String seen,
    @Nullable Gantt gantt,
    boolean derived,
    @Nullable DivisionTable division,
    @Nullable Ran ran) {

  /** One candidate; bar's parts are none where nothing could be predicted. */
  public record Line(
      String placement,
      @Nullable String device,
      boolean chosen,
      String predicted,
      String spread,
      String waiting,
      String sending,
      String compute,
      String back,
      String quantile,
      String inTime,
      String cost,
      String whyNot,
      List<Part> bar) {}

  /**
   * @param kind wait, send, compute or return
   * @param x of 100
   * @param width of 100
   */
  public record Part(String kind, double x, double width) {}

  /**
   * How it went.
   *
   * @param parts of a divided execution; empty for another
   */
  public record Ran(
      String state,
      String actual,
      @Nullable String error,
      String queue,
      String input,
      String compute,
      String output,
      List<PartRow> parts) {}

  /**
   * @param now for what still runs
   */
  public static Comparison of(DecisionView decision, Instant now) {
    ExecutionView execution = decision.execution();
    Timeline timeline = Timeline.of(decision, now);
    double scale = scale(decision, execution);
    Double actual = Intervals.sincePlanned(decision, execution);
    return new Comparison(
        decision,
        DecisionRow.of(List.of(decision)).getFirst(),
        Quantities.moment(decision.at()),
        Quantities.milliseconds(decision.timeLeftMs()),
        Quantities.bytes(decision.inputBytes()),
        Quantities.milliseconds(decision.fleetAgeMs()),
        Quantities.probability(decision.targetReliability()),
        100 * decision.timeLeftMs() / scale,
        actual == null ? null : 100 * actual / scale,
        decision.candidates().stream().map(candidate -> line(candidate, scale)).toList(),
        Intervals.of(decision),
        SampleRow.of(decision),
        continued(decision.id(), execution),
        Quantities.clock(now),
        execution == null || timeline == null
            ? null
            : Gantt.of(timeline.lanes(), execution.deadlineMs()),
        timeline != null && timeline.derived(),
        DivisionTable.of(decision),
        execution == null ? null : ran(execution));
  }

  private static @Nullable String continued(String decision, @Nullable ExecutionView execution) {
    return execution == null || execution.decision().equals(decision) ? null : execution.decision();
  }

  /** The longest prediction fits, but one that is hopeless does not squeeze the others. */
  private static double scale(DecisionView decision, @Nullable ExecutionView execution) {
    double longest =
        DoubleStream.concat(
                decision.candidates().stream()
                    .filter(candidate -> candidate.predictedMs() != null)
                    .mapToDouble(candidate -> or0(candidate.predictedMs())),
                DoubleStream.of(execution == null ? 0 : or0(execution.actualMs())))
            .max()
            .orElse(0);
    double deadline = decision.timeLeftMs();
    return Math.max(1, Math.max(Math.min(longest, 3 * deadline), deadline) * 1.04);
  }

  private static Line line(CandidateView candidate, double scale) {
    return new Line(
        DecisionRow.lower(candidate.placement()),
        candidate.device(),
        candidate.chosen(),
        Quantities.milliseconds(candidate.predictedMs()),
        candidate.standardDeviationMs() == null
            ? ""
            : "± " + Quantities.milliseconds(candidate.standardDeviationMs()),
        Quantities.milliseconds(candidate.waitMs()),
        Quantities.milliseconds(candidate.sendMs()),
        Quantities.milliseconds(candidate.computeMs()),
        Quantities.milliseconds(candidate.returnMs()),
        Quantities.milliseconds(candidate.quantileMs()),
        Quantities.probability(candidate.probabilityInTime()),
        Quantities.milliseconds(candidate.costMs()),
        candidate.whyNot() == null ? "" : candidate.whyNot(),
        bar(candidate, scale));
  }

  private static List<Part> bar(CandidateView candidate, double scale) {
    if (candidate.predictedMs() == null) {
      return List.of();
    }
    double wait = share(candidate.waitMs(), scale);
    double send = share(candidate.sendMs(), scale);
    double compute = share(candidate.computeMs(), scale);
    double back = share(candidate.returnMs(), scale);
    return List.of(
        new Part("wait", 0, wait),
        new Part("send", wait, send),
        new Part("compute", wait + send, compute),
        new Part("return", wait + send + compute, back));
  }

  private static double share(@Nullable Double ms, double scale) {
    return 100 * or0(ms) / scale;
  }

  private static double or0(@Nullable Double ms) {
    return ms == null ? 0 : ms;
  }

  private static Ran ran(ExecutionView execution) {
    Timings timings = execution.timings();
    return new Ran(
        DecisionRow.lower(execution.state()),
        Quantities.milliseconds(execution.actualMs()),
        execution.error(),
        Quantities.milliseconds(timings == null ? null : timings.queueMs()),
        Quantities.milliseconds(timings == null ? null : timings.inputMs()),
        Quantities.milliseconds(timings == null ? null : timings.computeMs()),
        Quantities.milliseconds(timings == null ? null : timings.outputMs()),
        PartRow.of(execution.parts()));
  }
}
