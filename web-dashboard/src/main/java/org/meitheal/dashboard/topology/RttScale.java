package org.meitheal.dashboard.topology;

import java.util.List;
import java.util.stream.IntStream;

/** Six steps of round-trip time, about a factor of three each. */
final class RttScale {
  private static final double[] BOUNDS_MS = {2, 5, 20, 50, 150};

  private RttScale() {}

  /**
   * @return 0, the fastest, to 5
   */
  static int step(double ms) {
    int step = 0;
    while (step < BOUNDS_MS.length && ms >= BOUNDS_MS[step]) {
      step++;
    }
    return step;
  }

  /** One of three words for what a map draws: fast under 20 ms, slow from 150 ms on. */
  static String quality(double ms) {
    int step = step(ms);
    return step <= 2 ? "fast" : step <= 4 ? "fair" : "slow";
  }

  /** What each step means, in words. */
  static List<String> words() {
    return IntStream.rangeClosed(0, BOUNDS_MS.length).mapToObj(RttScale::words).toList();
  }

  private static String words(int step) {
    if (step == 0) {
      return "under %.0f ms".formatted(BOUNDS_MS[0]);
    }
    return step == BOUNDS_MS.length
        ? "%.0f ms and more".formatted(BOUNDS_MS[step - 1])
        : "%.0f–%.0f ms".formatted(BOUNDS_MS[step - 1], BOUNDS_MS[step]);
  }
}
