package org.meitheal.protocol.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/events}: what operators should know of.
 *
 * @param kind one of the constants here
 * @param by who reported or did it
 * @param devices it is about
 * @param mismatch of a mismatch only
 * @param objective of what is about an objective only
 */
public record EventView(
    String id,
    Instant at,
    String kind,
    String by,
    List<String> devices,
    @Nullable Mismatch mismatch,
    @Nullable AboutObjective objective) {
  /** A divided answer differed, and the devices were taken out of divisions. */
  public static final String MISMATCH = "mismatch";

  /** An operator lets the device take part in divisions again. */
  public static final String TAKEN_BACK = "taken_back";

  /** An objective's budget moved planning and admission by a step. */
  public static final String OBJECTIVE_STEP = "objective_step";

  public static final String ALERT_FIRING = "alert_firing";
  public static final String ALERT_RESOLVED = "alert_resolved";

  /** An operator made or changed an objective. */
  public static final String OBJECTIVE_PUT = "objective_put";

  public static final String OBJECTIVE_DELETED = "objective_deleted";

  public EventView {
    devices = List.copyOf(devices);
  }

  /** About no objective. */
  public EventView(
      String id,
      Instant at,
      String kind,
      String by,
      List<String> devices,
      @Nullable Mismatch mismatch) {
    this(id, at, kind, by, devices, mismatch, null);
  }

  /**
   * @param decision that the execution was an attempt of
   */
  public record Mismatch(MismatchReport report, String decision, String model) {}

  /**
   * @param what happened, in a sentence
   * @param step of planning from now on; of a step only
   */
  public record AboutObjective(
      String name, String what, @Nullable Integer step, @Nullable Double budgetLeft) {}
}
