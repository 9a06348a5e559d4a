package org.meitheal.core.link.regime;

/**
 * How a change is told from noise.
 *
 * @param allowance k of the CUSUM, in standard deviations: half of the shift that is looked for
 * @param doubt what ÷ √n comes on top of the allowance, n being the samples of the baseline, whose
 *     middle is only known to about 1 ÷ √n standard deviations
 * @param decision h of the CUSUM: the sum at which the level has changed, of independent samples
 * @param learning samples of a new regime that are only learned from
 * @param lag how many samples later one joins the baseline, so that a change is not learned from
 *     before it is found, of independent samples; the same for all, since to hold back the
 *     conspicuous ones would narrow the baseline
 * @param baseline most samples of a regime that new ones are ranked among, the newest
 * @param ratio smallest change of the median that is worth telling, as a ratio
 * @param difference smallest change of the median that is worth telling, in the samples' unit
 */
public record RegimeSettings(
    double allowance,
    double doubt,
    double decision,
    int learning,
    int lag,
    int baseline,
    double ratio,
    double difference) {
  /**
   * For round trips in milliseconds. With these, simulated independent samples of five kinds, some
   * without a mean, had at most 2 false marks in a million; autoregressive ones at most 4 with a
   * correlation of up to 0.7 from sample to sample, and more beyond it. A decision of 8 without
   * doubt would let one through in 9 500, which at two samples a second is 18 a day.
   */
  public static final RegimeSettings ROUND_TRIPS_MS =
      new RegimeSettings(0.5, 1.5, 12, 20, 12, 120, 1.2, 0.25);

  public RegimeSettings {
    if (!(allowance > 0 && doubt >= 0 && decision > 0)) {
      throw new IllegalArgumentException(
          "allowance and decision must be positive, doubt not negative");
    }
    if (learning < 2 || baseline < learning || lag < 0) {
      throw new IllegalArgumentException(
          "learning must be at least 2, baseline at least that, lag not negative");
    }
    if (!(ratio >= 1 && difference >= 0)) {
      throw new IllegalArgumentException("ratio must be at least 1, difference not negative");
    }
  }
}
