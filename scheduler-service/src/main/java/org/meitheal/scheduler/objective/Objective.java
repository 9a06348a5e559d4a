package org.meitheal.scheduler.objective;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.Slo;

/**
 * @param revision of one that the API made; none of the file's
 */
record Objective(Slo slo, @Nullable Long revision) {
  boolean isOfFile() {
    return revision == null;
  }

  String etag() {
    return revision == null
        ? "\"file-%08x\"".formatted(slo.hashCode())
        : "\"%d\"".formatted(revision);
  }

  /**
   * Names the counts: all that they depend on is in it, so another target goes on with them, and
   * another deadline, selector or window counts anew.
   */
  String series() {
    return "%s/%s/%s/%s".formatted(slo.name(), slo.selector(), slo.deadline(), slo.window());
  }
}
