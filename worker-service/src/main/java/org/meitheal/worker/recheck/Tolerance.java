package org.meitheal.worker.recheck;

import java.nio.FloatBuffer;

/**
 * What is still the same: floating-point sums differ a little when the work is divided otherwise.
 */
final class Tolerance {
  /** Of the largest reference value. */
  static final double RELATIVE = 1e-4;

  /** Below it, where a whole reference is next to nothing. */
  private static final double SMALLEST = 1e-6;

  private Tolerance() {}

  static double largest(FloatBuffer values) {
    double largest = 0;
    for (int i = 0; i < values.limit(); i++) {
      largest = Math.max(largest, Math.abs(values.get(i)));
    }
    return largest;
  }

  /** The largest; infinite where one of them is no number. */
  static double difference(
      FloatBuffer actual, int at, FloatBuffer expected, int there, int length) {
    double largest = 0;
    for (int i = 0; i < length; i++) {
      double difference = Math.abs((double) actual.get(at + i) - expected.get(there + i));
      largest = Math.max(largest, Double.isNaN(difference) ? Double.MAX_VALUE : difference);
    }
    return largest;
  }

  static boolean exceeds(double difference, double largest) {
    return difference > bound(largest);
  }

  /** A difference, divided by the largest reference value. */
  static double relative(double difference, double largest) {
    return Math.min(Double.MAX_VALUE, difference / Math.max(bound(largest) / RELATIVE, SMALLEST));
  }

  private static double bound(double largest) {
    return Math.max(SMALLEST, RELATIVE * largest);
  }
}
