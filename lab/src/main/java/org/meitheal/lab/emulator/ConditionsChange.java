package org.meitheal.lab.emulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to change of a link's {@link Conditions}; what is null stays as it is. */
public record ConditionsChange(
    @Nullable Duration roundTrip,
    @Nullable Duration jitter,
    @Nullable Bandwidth bandwidth,
    @Nullable Double loss,
    @Nullable Boolean cut) {

  public boolean isEmpty() {
    return roundTrip == null && jitter == null && bandwidth == null && loss == null && cut == null;
  }

  Conditions applyTo(Conditions before) {
    return new Conditions(
        or(roundTrip, before.roundTrip()),
        or(jitter, before.jitter()),
        or(bandwidth, before.bandwidth()),
        or(loss, before.loss()),
        or(cut, before.cut()));
  }

  private static <T> T or(@Nullable T changed, T before) {
    return changed == null ? before : changed;
  }
}
