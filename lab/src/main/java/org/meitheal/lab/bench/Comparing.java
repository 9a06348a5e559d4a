package org.meitheal.lab.bench;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Answers of one device and divided ones, to the same input, taken in turn. */
final class Comparing {
  private final List<PlacedAnswer> single = new ArrayList<>();
  private final List<PlacedAnswer> divided = new ArrayList<>();

  void add(PlacedAnswer one, PlacedAnswer other) {
    single.add(one);
    divided.add(other);
  }

  List<PlacedAnswer> single() {
    return single;
  }

  List<PlacedAnswer> divided() {
    return divided;
  }

  PartitionReport.Case report(String key) {
    PlacedAnswer newest = divided.getLast();
    double singleMs = median(single, PlacedAnswer::tookMs);
    double dividedMs = median(divided, PlacedAnswer::tookMs);
    return new PartitionReport.Case(
        key,
        divided.size(),
        rounded(singleMs),
        rounded(dividedMs),
        rounded(singleMs / dividedMs),
        rounded(
            median(single, PlacedAnswer::predictedMs) / median(divided, PlacedAnswer::predictedMs)),
        rounded(median(divided, PlacedAnswer::idealSpeedup)),
        largestDifference(),
        rounded(
            standardDeviation(single.getFirst().values()) / largest(single.getFirst().values())),
        newest.devices(),
        newest.parts());
  }

  /** Over all rounds. */
  private double largestDifference() {
    FloatBuffer reference = single.getFirst().values();
    double worst = 0;
    for (PlacedAnswer answer : divided) {
      for (int i = 0; i < reference.limit(); i++) {
        worst = Math.max(worst, Math.abs(answer.values().get(i) - reference.get(i)));
      }
    }
    return worst / largest(reference);
  }

  static PartitionReport.Prediction prediction(List<PlacedAnswer> answers) {
    if (answers.isEmpty()) {
      return new PartitionReport.Prediction(0, 0, 0);
    }
    long within = answers.stream().filter(a -> a.actualMs() <= a.p90Ms()).count();
    return new PartitionReport.Prediction(
        answers.size(),
        rounded(median(answers, a -> Math.abs(a.actualMs() - a.predictedMs()) / a.predictedMs())),
        rounded(within / (double) answers.size()));
  }

  static double median(List<PlacedAnswer> answers, ToDoubleFunction<PlacedAnswer> figure) {
    return median(answers.stream().mapToDouble(figure).sorted().toArray());
  }

  /**
   * @param sorted ascending, at least one
   */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static double largest(FloatBuffer values) {
    double largest = 0;
    for (int i = 0; i < values.limit(); i++) {
      largest = Math.max(largest, Math.abs(values.get(i)));
    }
    return largest;
  }

  private static double standardDeviation(FloatBuffer values) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < values.limit(); i++) {
      sum += values.get(i);
      squares += (double) values.get(i) * values.get(i);
    }
    double mean = sum / values.limit();
    return Math.sqrt(Math.max(0, squares / values.limit() - mean * mean));
  }
}
