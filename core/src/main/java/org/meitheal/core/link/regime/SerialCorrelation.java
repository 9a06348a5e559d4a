package org.meitheal.core.link.regime;

/**
 * How much a sample's score tells of the next one's: the lag-1 autocorrelation of the scores, from
 * the newest {@value #WINDOW} pairs. The middle of normal scores is 0 and their variance 1, so the
 * mean product of two neighbours estimates it.
 *
 * <p>Sums of correlated scores vary more. Over many samples of an autoregressive series of order 1
 * they go as those of independent ones with (1 + ρ) ÷ (1 − ρ) times the variance, whatever the
 * distribution (R. A. Johnson and M. Bagshaw, "The effect of serial correlation on the performance
 * of CUSUM tests", Technometrics 16(1), 1974). A negative ρ counts as 0: nothing is gained by more
 * alarms.
 */
final class SerialCorrelation {
  /** Five minutes at two samples a second. */
  private static final int WINDOW = 600;

  /** Beyond it a drift cannot be told from noise, and would keep every change from being found. */
  private static final double MOST = 0.7;

  private static final int ENOUGH = 100;

  private final double[] products = new double[WINDOW];
  private int pairs;
  private int next;
  private double sum;
  private double inflation = 1;

  /** Learns from the scores of two samples, one after the other. */
  void add(double score, double following) {
    double product = score * following;
    sum += product - (pairs == WINDOW ? products[next] : 0);
    pairs = Math.min(pairs + 1, WINDOW);
    products[next] = product;
    next = (next + 1) % WINDOW;
    double correlation = Math.clamp(sum / pairs, 0, MOST);
    inflation = (1 + correlation) / (1 - correlation);
  }

  /** Whether it is based on enough pairs to do without some. */
  boolean isKnown() {
    return pairs >= ENOUGH;
  }

  /** How many times the variance of independent scores' sums; 1 to 5.7. */
  double inflation() {
    return inflation;
  }
}
