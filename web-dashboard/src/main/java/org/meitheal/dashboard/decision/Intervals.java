package org.meitheal.dashboard.decision;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/**
 * The candidates' predicted completion times on one axis. A prediction is normal: its median is its
 * mean, half of it lies within 0.674 and nine tenths within 1.645 standard deviations.
 */
public record Intervals(TimeAxis axis, List<Row> rows) {
  private static final double HALF = 0.674490;
  private static final double NINE_TENTHS = 1.644854;

  /**
   * All x of 100.
   *
   * @param half of the outcomes lie between these
   * @param most nine tenths of them do
   * @param targetX the quantile that the target asks for
   * @param actualX of the chosen one, where it is known
   * @param beyond the median, where it lies beyond the right edge and nothing is drawn
   */
  public record Row(
      String placement,
      @Nullable String device,
      boolean chosen,
      Range half,
      Range most,
      double medianX,
      @Nullable Double targetX,
      @Nullable Double actualX,
      @Nullable String beyond,
      String label) {}

  /**
   * @param x of 100
   */
  public record Range(double x, double width) {}

  static Intervals of(DecisionView decision) {
    List<CandidateView> predicted =
        decision.candidates().stream()
            .filter(candidate -> candidate.predictedMs() != null)
            .toList();
    ExecutionView execution = decision.execution();
    Double actual = sincePlanned(decision, execution);
    double longest =
        Stream.concat(predicted.stream().map(Intervals::most), Stream.ofNullable(actual))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    TimeAxis axis = TimeAxis.near(longest, decision.timeLeftMs());
    return new Intervals(
        axis,
        predicted.stream()
            .map(candidate -> row(candidate, candidate.chosen() ? actual : null, axis))
            .toList());
  }

  /** Predictions, too, count from there. None if another attempt went on. */
  static @Nullable Double sincePlanned(DecisionView decision, @Nullable ExecutionView execution) {
    Double actual = execution == null ? null : execution.actualMs();
    return execution == null || actual == null || !execution.decision().equals(decision.id())
        ? null
        : (Double) Math.max(0, actual - (execution.deadlineMs() - decision.timeLeftMs()));
  }

  private static double most(CandidateView candidate) {
    double ninth = mean(candidate) + NINE_TENTHS * deviation(candidate);
    return candidate.quantileMs() == null ? ninth : Math.max(ninth, candidate.quantileMs());
  }

  private static Row row(CandidateView candidate, @Nullable Double actual, TimeAxis axis) {
    Double quantile = candidate.quantileMs();
    return new Row(
        DecisionRow.lower(candidate.placement()),
        candidate.device(),
        candidate.chosen(),
        range(candidate, HALF, axis),
        range(candidate, NINE_TENTHS, axis),
        axis.x(mean(candidate)),
        quantile == null ? null : axis.x(quantile),
        actual == null ? null : axis.x(actual),
        mean(candidate) > axis.endMs() ? Quantities.milliseconds(mean(candidate)) : null,
        label(candidate, actual));
  }

  private static Range range(CandidateView candidate, double deviations, TimeAxis axis) {
    double reach = deviations * deviation(candidate);
    double from = axis.x(mean(candidate) - reach);
    return new Range(from, axis.x(mean(candidate) + reach) - from);
  }

  private static String label(CandidateView candidate, @Nullable Double actual) {
    double reach = NINE_TENTHS * deviation(candidate);
    return "%s %s: median %s, nine of ten between %s and %s, %s in time%s"
        .formatted(
            DecisionRow.lower(candidate.placement()),
            candidate.device() == null ? "" : candidate.device(),
            Quantities.milliseconds(mean(candidate)),
            Quantities.milliseconds(Math.max(0, mean(candidate) - reach)),
            Quantities.milliseconds(mean(candidate) + reach),
            Quantities.probability(candidate.probabilityInTime()),
            actual == null ? "" : ", took " + Quantities.milliseconds(actual));
  }

  private static double mean(CandidateView candidate) {
    return candidate.predictedMs() == null ? 0 : candidate.predictedMs();
  }

  private static double deviation(CandidateView candidate) {
    Double deviation = candidate.standardDeviationMs();
    return deviation == null || !Double.isFinite(deviation) ? 0 : Math.max(0, deviation);
  }
}
