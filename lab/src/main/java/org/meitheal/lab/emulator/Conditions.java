package org.meitheal.lab.emulator;

import java.time.Duration;

/**
 * What one direction of a link is like.
 *
 * @param roundTrip this direction takes half of it
 * @param jitter the delay varies evenly by ± a quarter of it in each direction, so a round trip
 *     varies by ± half of it
 * @param bandwidth of this pair alone, apart from what it shares with others
 * @param loss the probability, in [0, 1), that a segment of {@link Link#SEGMENT_BYTES} is lost; TCP
 *     repairs it, so it shows as a stall
 * @param cut nothing passes, as over a dead radio: connections hang until the link is healed
 */
public record Conditions(
    Duration roundTrip, Duration jitter, Bandwidth bandwidth, double loss, boolean cut) {
  /** No delay, no limit. */
  public static final Conditions IDEAL = ofRoundTrip(Duration.ZERO);

  public Conditions {
    if (roundTrip.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("round trip and jitter must not be negative");
    }
    if (!(loss >= 0 && loss < 1)) {
      throw new IllegalArgumentException("loss must be at least 0 % and less than 100 %");
    }
  }

  public static Conditions ofRoundTrip(Duration roundTrip) {
    return new Conditions(roundTrip, Duration.ZERO, Bandwidth.UNLIMITED, 0, false);
  }
}
