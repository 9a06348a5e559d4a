package org.meitheal.core.slo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objectives' budgets ask of one request's plan.
 *
 * @param target the reliability to plan for
 * @param targetBy whose step moved it; empty where none did
 * @param step that moved it
 * @param floor the least probability of being in time with which it is admitted; 0 where none says
 * @param floorBy whose step set it; none where none did
 */
public record Guidance(
    double target, List<String> targetBy, Step step, double floor, @Nullable String floorBy) {
  public Guidance {
    targetBy = List.copyOf(targetBy);
  }

  public static Guidance none(double target) {
    return new Guidance(target, List.of(), Step.NEUTRAL, 0, null);
  }

  /** An objective, and the step that it is at. */
  public record Influence(Slo slo, Step step) {}

  /**
   * The highest step of those that select the request counts, so a target is lowered only where
   * each of them has its budget whole. Admission is narrowed by those that select by priority, for
   * requests of a lower one.
   *
   * @param target that the request would have without them
   * @param named whether the request itself named it; then it is never lowered
   */
  public static Guidance of(
      List<Influence> influences, Selector.Subject request, double target, boolean named) {
    Step step = null;
    List<Influence> selecting = new ArrayList<>();
    double floor = 0;
    String floorBy = null;
    for (Influence influence : influences) {
      Selector selector = influence.slo().selector();
      if (selector.selects(request)) {
        selecting.add(influence);
        step = step == null || influence.step().compareTo(step) > 0 ? influence.step() : step;
      } else if (selector.outranks(request) && influence.step().floor() > floor) {
        floor = influence.step().floor();
        floorBy = influence.slo().name();
      }
    }
    if (step == null || step == Step.NEUTRAL || (named && step == Step.THRIFTY)) {
      return new Guidance(target, List.of(), Step.NEUTRAL, floor, floorBy);
    }
    return moved(selecting, step, target, floor, floorBy);
  }

  private static Guidance moved(
      List<Influence> selecting, Step step, double target, double floor, @Nullable String floorBy) {
    double strictest = selecting.stream().mapToDouble(one -> one.slo().target()).max().orElse(0);
    double moved = step.apply(target, strictest);
    List<String> by =
        selecting.stream().filter(one -> one.step() == step).map(one -> one.slo().name()).toList();
    return moved == target
        ? new Guidance(target, List.of(), Step.NEUTRAL, floor, floorBy)
        : new Guidance(moved, by, step, floor, floorBy);
  }
}
