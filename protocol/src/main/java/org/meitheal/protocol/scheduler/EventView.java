package org.meitheal.protocol.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/events}: what operators should know of.
 *
 * @param kind {@value #MISMATCH} or {@value #TAKEN_BACK}
 * @param by who reported or did it
 * @param devices it is about
 * @param mismatch of a mismatch only
 */
public record EventView(
    String id,
    Instant at,
    String kind,
    String by,
    List<String> devices,
    @Nullable Mismatch mismatch) {
  /** A divided answer differed, and the devices were taken out of divisions. */
  public static final String MISMATCH = "mismatch";

  /** An operator lets the device take part in divisions again. */
  public static final String TAKEN_BACK = "taken_back";

  public EventView {
    devices = List.copyOf(devices);
  }

  /**
   * @param decision that the execution was an attempt of
   */
  public record Mismatch(MismatchReport report, String decision, String model) {}
}
