package org.meitheal.scheduler.planning;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Objective;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.scheduler.catalog.Model;

/** Fills in what a request leaves open, and holds it to the server's maximum. */
public final class TermsReader {
  /** planning.md's M. */
  private static final int MOST_DEVICES = 8;

  private final double defaultDeadlineScale;
  private final Duration maxDeadline;
  private final double targetReliability;

  public TermsReader(double defaultDeadlineScale, Duration maxDeadline, double targetReliability) {
    this.defaultDeadlineScale = defaultDeadlineScale;
    this.maxDeadline = maxDeadline;
    this.targetReliability = targetReliability;
  }

  /**
   * @param caller the device that asks, whose requests are its own; none if no device asks
   */
  public Terms read(RequestParameters asked, Model model, @Nullable DeviceId caller) {
    Duration deadline = asked.deadline() == null ? defaultDeadline(model) : asked.deadline();
    return new Terms(
        deadline.compareTo(maxDeadline) > 0 ? maxDeadline : deadline,
        asked.priority(),
        asked.source() == null ? caller : asked.source(),
        Objects.requireNonNullElse(asked.objective(), Objective.FRUGAL),
        Objects.requireNonNullElse(asked.targetReliability(), targetReliability),
        asked.placement(),
        Math.min(MOST_DEVICES, Objects.requireNonNullElse(asked.maxDevices(), MOST_DEVICES)),
        asked.targetReliability() != null,
        asked.pipeline());
  }

  private Duration defaultDeadline(Model model) {
    return Duration.ofNanos((long) (model.defaultDeadline().toNanos() * defaultDeadlineScale));
  }
}
