package org.meitheal.lab.experiment;

import java.util.List;
import java.util.Map;
import org.meitheal.lab.simulation.Trace;

/**
 * Figures of the source: released summaries of an early run on the uniform trace, and bounds
 * derived from its constants.
 */
final class Source {
  /** What each of {@link #UNIFORM}'s columns counts. */
  static final List<String> COLUMNS =
      List.of(
          "frames complete, of 4 320",
          "HP in time",
          "LP generated",
          "LP allocated",
          "LP finished",
          "LP halted");

  /** By policy. */
  static final Map<String, List<String>> UNIFORM =
      Map.of(
          "pats", List.of("2 163 (50.1 %)", "100 %", "8 640", "7 097", "4 131", "2 144"),
          "no-preemption", List.of("1 939 (44.9 %)", "80.0 %", "6 961", "6 120", "4 161", "1 959"));

  private Source() {}

  /** Complete frames at most, %, if every task took as long as is reserved for it. */
  static double boundPercent(Trace.Rule trace) {
    return switch (trace) {
      case UNIFORM -> 91.1;
      case W1 -> 92.2;
      case W2 -> 88.5;
      case W3 -> 75.5;
      case W4 -> 71.5;
    };
  }
}
