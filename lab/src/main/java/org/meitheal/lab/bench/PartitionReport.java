package org.meitheal.lab.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What dividing brings; milliseconds.
 *
 * @param speedup by case: the best single device's median ÷ the divided one's
 * @param slowFourth three devices' median ÷ that of the three with a slow fourth: under 1 it makes
 *     it slower; null where it was not asked for
 * @param prediction of the divided answers
 * @param singlePrediction of the others
 * @param twoCores how much more two threads compute here than one, with nothing in common: what two
 *     lanes can gain at most; null where lanes were not asked for
 * @param coresAwake whether this computer's cores were kept from falling idle between what
 *     slowed-down devices compute
 * @param deviceSlowDown how many times slower than a core of this computer the devices are
 */
public record PartitionReport(
    Map<String, Double> speedup,
    @Nullable Double slowFourth,
    List<Case> cases,
    Prediction prediction,
    Prediction singlePrediction,
    @Nullable Memory memory,
    @Nullable Double twoCores,
    boolean coresAwake,
    double deviceSlowDown,
    double slowDeviceSlowDown,
    String links) {

  /**
   * @param predictedSpeedup by the planner's medians
   * @param idealSpeedup by multiply-adds alone
   * @param largestDifference between both answers ÷ the largest value of the single device's
   * @param standardDeviation of the single device's answer ÷ its largest value
   * @param devices of the divided answers, the newest
   */
  public record Case(
      String key,
      int rounds,
      double singleP50Ms,
      double dividedP50Ms,
      double speedup,
      double predictedSpeedup,
      double idealSpeedup,
      double largestDifference,
      double standardDeviation,
      String devices,
      int parts) {}

  /**
   * @param medianError |actual − predicted| ÷ predicted
   * @param withinP90 of the requests, how many were done by the 90th percentile of their prediction
   */
  public record Prediction(int requests, double medianError, double withinP90) {}

  /**
   * Above the loaded, idle worker, in MB (10⁶ bytes) of peak resident memory.
   *
   * @param helperMb of the helper that needed most in a 4-way split at 1280²
   * @param wholeMb of one device doing all of it
   */
  public record Memory(double helperMb, double wholeMb, double share) {}

  /** As a person reads it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "devices %.0f× slower than a core here (the slow one %.0f×), one lane each; %s%n",
            deviceSlowDown,
            slowDeviceSlowDown,
            links));
    text.append(
        String.format(
            "%-22s %10s %10s %8s %10s %7s %11s%n",
            "case", "single ms", "divided ms", "speedup", "predicted", "ideal", "difference"));
    for (Case each : cases) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-22s %10.1f %10.1f %7.2f× %9.2f× %6.2f× %11.1e%n",
              each.key(),
              each.singleP50Ms(),
              each.dividedP50Ms(),
              each.speedup(),
              each.predictedSpeedup(),
              each.idealSpeedup(),
              each.largestDifference()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            """
            predictions of divided answers: median error %.1f %%, %.0f %% within their 90th percentile (%d)
            """,
            prediction.medianError() * 100,
            prediction.withinP90() * 100,
            prediction.requests()));
    if (slowFourth != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "a slow fourth device: %.3f× the speed of the three alone%n",
              slowFourth));
    }
    if (memory != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "peak memory at 1280²: a helper %.1f MB, the whole %.1f MB: %.0f %%%n",
              memory.helperMb(),
              memory.wholeMb(),
              memory.share() * 100));
    }
    if (twoCores != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "two threads with nothing in common compute %.2f× as much as one here%n",
              twoCores));
    }
    return text.toString();
  }
}
