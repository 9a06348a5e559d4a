package org.meitheal.core.link.regime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meitheal.core.statistics.RobustSummary;

/**
 * Finds the regimes of a series of positive samples, such as a link's round trips.
 *
 * <p>A two-sided CUSUM (E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954) on
 * sequential normal scores (W. J. Conover, V. G. Tercero-Gómez and A. E. Cordero-Franco, "The
 * sequential normal scores transformation", Sequential Analysis 36(3), 2017): each sample counts by
 * its rank among those of the regime so far, so a wild one counts no more than the largest, the
 * rate of false alarms is the same for any distribution of independent samples, and their logarithm
 * would give the same scores. The sums are S⁺ = max(0, S⁺ + z − k) and S⁻ = max(0, S⁻ − z − k); a
 * change began after the sum was last zero, at the sample from which the mean score is the most
 * significant (of largest |Σz| ÷ √n, the likelihood ratio's choice where the shift is not known).
 * With normal scores and sums from zero, the mean number of samples between false alarms is about
 * (e^(2k(h + 1.166)) − 2k(h + 1.166) − 1) ÷ 4k² (D. Siegmund, "Sequential Analysis", 1985, halved
 * for two sides).
 *
 * <p>That is so for independent samples. Those of a link that is loaded now and then resemble their
 * neighbours, and their sums wander further. {@link SerialCorrelation} says how many times the
 * variance they have, τ²; the decision h becomes τ²·h, which leaves the exponent above as it was,
 * with the variance of a score in its denominator. Likewise the middle of n such samples is known
 * as well as that of n ÷ τ² independent ones, and a change takes up to τ² times as many samples to
 * be found, so samples wait longer before the baseline learns from them.
 *
 * <p>A change too small to be worth telling is left to the baseline, which follows it: the level
 * that the next ones are held against stays the last told, so that small ones add up.
 */
public final class RegimeDetector {
  private static final int NEWEST = 3;

  private final RegimeSettings settings;

  public RegimeDetector(RegimeSettings settings) {
    this.settings = settings;
  }

  /**
   * @param samples oldest first, each finite and not negative; left as they were
   * @return one after the other, without a gap; none without samples
   */
  public List<Regime> regimes(double[] samples) {
    for (double sample : samples) {
      if (!(sample >= 0 && sample < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a sample must be finite and not negative: " + sample);
      }
    }
    return samples.length == 0 ? List.of() : new Pass(samples).regimes();
  }

  private final class Pass {
    private final double[] samples;
    private final double[] scores;
    private final Baseline baseline = new Baseline(settings.baseline());
    private final SerialCorrelation correlation = new SerialCorrelation();
    private final List<Regime> told = new ArrayList<>();
    private double level = Double.NaN;
    private int first;
    private int detected;

    /** Index of the first sample that the baseline took since it was last empty. */
    private int learnedFrom;

    /** Up to this index scores are off their middle, since the baseline follows a small change. */
    private int following;

    /** Index of the sample that the baseline takes next. */
    private int next;

    private double up;
    private double down;
    private int upSince;
    private int downSince;

    Pass(double[] samples) {
      this.samples = samples;
      this.scores = new double[samples.length];
    }

    List<Regime> regimes() {
      for (int i = 0; i < samples.length; i++) {
        take(i);
      }
      tell(samples.length);
      return List.copyOf(told);
    }

    private void take(int i) {
      if (hasLearned()) {
        sum(i);
        if (Math.max(up, down) >= settings.decision() * correlation.inflation()) {
          changed(onset(up >= down ? upSince : downSince, i), i);
        }
      }
      while (next <= i - lag()) {
        learn();
      }
    }

    private boolean hasLearned() {
      return baseline.samples() >= settings.learning();
    }

    private int lag() {
      return hasLearned() ? (int) (settings.lag() * correlation.inflation()) : 0;
    }

    private void learn() {
      int last = next++;
      boolean scored = hasLearned();
      baseline.add(samples[last]);
      if (scored && last > following) {
        correlation.add(scores[last - 1], scores[last]);
      } else if (!scored && hasLearned()) {
        scoreLearned(last);
      }
    }

    /** The first ones of a regime are not summed, and have no scores until now. */
    private void scoreLearned(int last) {
      for (int i = learnedFrom; i <= last; i++) {
        scores[i] = baseline.score(samples[i]);
        if (i > learnedFrom) {
          correlation.add(scores[i - 1], scores[i]);
        }
      }
    }

    private void sum(int i) {
      double score = baseline.score(samples[i]);
      scores[i] = score;
      upSince = up > 0 ? upSince : i;
      downSince = down > 0 ? downSince : i;
      double allowance =
          settings.allowance()
              + settings.doubt() * Math.sqrt(correlation.inflation() / baseline.samples());
      up = Math.max(0, up + score - allowance);
      down = Math.max(0, down - score - allowance);
    }

    /** Splits off what only happened to lie on that side before a larger change. */
    private int onset(int since, int now) {
      int best = now;
      double most = 0;
      double sum = 0;
      for (int i = now; i >= since; i--) {
        sum += scores[i];
        double strength = Math.abs(sum) / Math.sqrt(now - i + 1);
        if (strength > most) {
          most = strength;
          best = i;
        }
      }
      return best;
    }

    private void changed(int since, int now) {
      double before = Double.isNaN(level) ? baseline.median() : level;
      if (isWorthTelling(before, median(since, now))) {
        tell(since);
        first = since;
        detected = now;
        level = Double.NaN;
        learnAnew(since, now);
      } else if (isWorthTelling(before, median(Math.max(since, now - NEWEST + 1), now))) {
        // It began later than it seemed to: with a few more, it will be told.
        return;
      } else {
        level = before;
        following = correlation.isKnown() ? now + settings.baseline() : following;
      }
      up = 0;
      down = 0;
    }

    private double median(int from, int to) {
      return RobustSummary.median(Arrays.copyOfRange(samples, from, to + 1));
    }

    private void learnAnew(int since, int now) {
      baseline.clear();
      learnedFrom = since;
      next = since;
      while (next <= now) {
        scores[next] = baseline.score(samples[next]);
        learn();
      }
    }

    private boolean isWorthTelling(double before, double after) {
      return Math.abs(after - before) >= settings.difference()
          && Math.max(before, after) >= settings.ratio() * Math.min(before, after);
    }

    private void tell(int end) {
      told.add(new Regime(first, end, median(first, end - 1), detected));
    }
  }
}
