package org.meitheal.core.policy;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** All policies by their names. */
public final class Policies {
  public static final String MEITHEAL = "meitheal";

  private static final List<String> NAMES =
      List.of(
          MEITHEAL,
          "pats",
          "no-preemption",
          "ras",
          "work-stealing-central",
          "work-stealing-decentral",
          "local-only");

  private Policies() {}

  /** In the order in which to show them. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A new one.
   *
   * @param sight of those that look ahead
   * @param draw a number from 0 to below the one given, evenly; for those that shuffle
   * @throws IllegalArgumentException if there is none of that name, saying which there are
   */
  public static Policy named(String name, Sight sight, IntUnaryOperator draw) {
    ReservedTimes reserved = ReservedTimes.PUBLISHED;
    return switch (name) {
      case MEITHEAL -> new WholeSets(true, sight);
      case "local-only" -> new WholeSets(false, sight);
      case "pats" -> new Pats(true, reserved);
      case "no-preemption" -> new Pats(false, reserved);
      case "ras" -> new Ras(reserved, draw);
      case "work-stealing-central" -> new Stealing(true, reserved, draw);
      case "work-stealing-decentral" -> new Stealing(false, reserved, draw);
      default ->
          throw new IllegalArgumentException(
              "there is no policy '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
    };
  }
}
