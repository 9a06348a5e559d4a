package org.meitheal.core.policy;

import java.util.Arrays;
import java.util.List;

/**
 * Who runs on the cores of a device, and until when: in the given order each takes the fewest that
 * it runs on while there are enough, then, in the same order, more where some are left.
 */
final class CoreShares {
  /** A millionth of a millisecond is nothing. */
  private static final double DONE_MS = 1e-6;

  private final int cores;
  private final Claim[] claims;
  private final double[] left;
  private final int[] shares;

  private CoreShares(int cores, List<Claim> claims) {
    this.cores = cores;
    this.claims = claims.toArray(Claim[]::new);
    this.left = new double[this.claims.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = this.claims[i].left();
    }
    this.shares = new int[left.length];
  }

  /** Cores for each claim now, 0 for those that wait. */
  static int[] now(int cores, List<Claim> claims) {
    CoreShares now = new CoreShares(cores, claims);
    now.share();
    return now.shares;
  }

  /** When each claim is done, ms; never where none of its widths fits. */
  static double[] finishes(int cores, List<Claim> claims, double nowMs) {
    return new CoreShares(cores, claims).finishes(nowMs);
  }

  private double[] finishes(double nowMs) {
    double[] finishes = new double[left.length];
    Arrays.fill(finishes, Double.POSITIVE_INFINITY);
    double now = nowMs;
    while (true) {
      share();
      double step = untilOneIsDone();
      if (step == Double.POSITIVE_INFINITY) {
        return finishes;
      }
      now += step;
      for (int i = 0; i < left.length; i++) {
        if (shares[i] > 0) {
          double whole = claims[i].wholeMs(shares[i]);
          left[i] -= step / whole;
          if (left[i] * whole < DONE_MS) {
            left[i] = 0;
            finishes[i] = now;
          }
        }
      }
    }
  }

  private void share() {
    int free = cores;
    for (int i = 0; i < left.length; i++) {
      int fewest = left[i] > 0 && free > 0 ? claims[i].fewestCores() : 0;
      shares[i] = fewest <= free ? fewest : 0;
      free -= shares[i];
    }
    for (int i = 0; i < left.length && free > 0; i++) {
      if (shares[i] > 0) {
        int wider = claims[i].widest(shares[i] + free);
        free -= wider - shares[i];
        shares[i] = wider;
      }
    }
  }

  private double untilOneIsDone() {
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; i < left.length; i++) {
      if (shares[i] > 0) {
        step = Math.min(step, left[i] * claims[i].wholeMs(shares[i]));
      }
    }
    return step;
  }
}
