package org.meitheal.core.link.regime;

import java.util.Arrays;
import org.meitheal.core.statistics.Normal;
import org.meitheal.core.statistics.RobustSummary;

/** The newest samples of a regime, in a ring, and where a new one ranks among them. */
final class Baseline {
  private final double[] ring;

  /** By number of samples and twice the rank. */
  private final double[][] scores;

  private int samples;
  private int next;

  Baseline(int capacity) {
    ring = new double[capacity];
    scores = new double[capacity + 1][];
  }

  int samples() {
    return samples;
  }

  void add(double sample) {
    ring[next] = sample;
    next = (next + 1) % ring.length;
    samples = Math.min(samples + 1, ring.length);
  }

  void clear() {
    samples = 0;
    next = 0;
  }

  double median() {
    return RobustSummary.median(Arrays.copyOf(ring, samples));
  }

  /**
   * The sequential normal score: Φ⁻¹((R − ½) ÷ (n + 1)), R being the rank of {@code sample} among
   * itself and the n known ones, the middle rank where some are equal.
   */
  double score(double sample) {
    int twiceRank = 2;
    for (int i = 0; i < samples; i++) {
      twiceRank += (sample > ring[i] ? 1 : 0) + (sample >= ring[i] ? 1 : 0);
    }
    double[] ofThisMany = scores[samples];
    if (ofThisMany == null) {
      ofThisMany = scores(samples);
      scores[samples] = ofThisMany;
    }
    return ofThisMany[twiceRank];
  }

  private static double[] scores(int n) {
    double[] all = new double[2 * n + 3];
    for (int twiceRank = 2; twiceRank <= 2 * n + 2; twiceRank++) {
      all[twiceRank] = Normal.quantile((twiceRank / 2.0 - 0.5) / (n + 1));
    }
    return all;
  }
}
