package org.meitheal.core.policy;

import java.util.Arrays;
import java.util.List;

/**
 * Who runs on the cores of a device, and until when: in the given order each takes the fewest that
 * it runs on while there are enough, then, in the same order, more where some are left.
 */
final class CoreShares {
  /**
   * A job as forecast.
   *
   * @param left share of it that is not done, 0 to 1
   * @param quantile assumed
   */
  record Claim(Held held, double left, double quantile) {
    /** What is left of it alone, on as many cores as it can use. */
    double aloneMs() {
      return left * wholeMs(held.job().times().mostCores());
    }

    double wholeMs(int cores) {
      return held.job().times().durationMs(cores, quantile);
    }

    boolean inTime(double finishMs) {
      return finishMs <= held.job().deadlineMs();
    }
  }

  private CoreShares() {}

  /** Cores for each claim now, 0 for those that wait. */
  static int[] now(int cores, List<Claim> claims) {
    return of(cores, claims, left(claims));
  }

  private static double[] left(List<Claim> claims) {
    return claims.stream().mapToDouble(Claim::left).toArray();
  }

  private static int[] of(int cores, List<Claim> claims, double[] left) {
    int[] shares = new int[claims.size()];
    int free = cores;
    for (int i = 0; i < shares.length && free > 0; i++) {
      if (left[i] > 0) {
        int fewest = claims.get(i).held().job().times().fewestCores();
        if (fewest <= free) {
          shares[i] = fewest;
          free -= fewest;
        }
      }
    }
    for (int i = 0; i < shares.length && free > 0; i++) {
      if (shares[i] > 0) {
        int wider = claims.get(i).held().job().times().widest(shares[i] + free);
        free -= wider - shares[i];
        shares[i] = wider;
      }
    }
    return shares;
  }

  /** When each claim is done, ms. */
  static double[] finishes(int cores, List<Claim> claims, double nowMs) {
    double[] finishes = new double[claims.size()];
    Arrays.fill(finishes, Double.POSITIVE_INFINITY);
    double[] left = left(claims);
    double now = nowMs;
    while (true) {
      int[] shares = of(cores, claims, left);
      double step = step(claims, shares, left);
      if (step == Double.POSITIVE_INFINITY) {
        return finishes;
      }
      for (int i = 0; i < shares.length; i++) {
        if (shares[i] > 0) {
          double whole = claims.get(i).wholeMs(shares[i]);
          left[i] -= step / whole;
          if (left[i] * whole < 1e-6) {
            left[i] = 0;
            finishes[i] = now + step;
          }
        }
      }
      now += step;
    }
  }

  private static double step(List<Claim> claims, int[] shares, double[] left) {
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        step = Math.min(step, left[i] * claims.get(i).wholeMs(shares[i]));
      }
    }
    return step;
  }
}
