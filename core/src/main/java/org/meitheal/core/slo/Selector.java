package org.meitheal.core.slo;

import org.jspecify.annotations.Nullable;

/**
 * Which requests an objective is about; what is left out lets all pass.
 *
 * @param pipeline whose steps they are, by the name that the requests give it
 * @param priority 1 is highest, 0 the default
 */
public record Selector(
    @Nullable String model, @Nullable String pipeline, @Nullable Integer priority) {
  /** The default priority ranks like this one, as in a worker's lanes. */
  private static final int DEFAULT_RANK = 100;

  public static final Selector ALL = new Selector(null, null, null);

  public Selector {
    if (priority != null && priority < 0) {
      throw new IllegalArgumentException("priority must not be negative");
    }
    requireName("model", model);
    requireName("pipeline", pipeline);
  }

  public boolean selects(Subject request) {
    return (model == null || model.equals(request.model()))
        && (pipeline == null || pipeline.equals(request.pipeline()))
        && (priority == null || rank(priority) == rank(request.priority()));
  }

  /** Whether the request is of a lower priority than those that this selects by priority. */
  boolean outranks(Subject request) {
    return priority != null && rank(priority) < rank(request.priority());
  }

  private static int rank(int priority) {
    return priority == 0 ? DEFAULT_RANK : priority;
  }

  private static void requireName(String what, @Nullable String name) {
    if (name != null && (name.isBlank() || name.length() > 128)) {
      throw new IllegalArgumentException(what + " must have 1 to 128 characters");
    }
  }

  /**
   * A request, as far as selecting it needs to know.
   *
   * @param pipeline that it is a step of; none of a request by itself
   * @param priority 1 is highest, 0 the default
   */
  public record Subject(String model, @Nullable String pipeline, int priority) {}
}
