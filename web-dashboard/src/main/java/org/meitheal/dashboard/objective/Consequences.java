package org.meitheal.dashboard.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.ObjectiveSpec;

/** What making or changing an objective means, in sentences. */
final class Consequences {
  private Consequences() {}

  /**
   * @param wanted with nothing left out, as {@code known}
   */
  static List<String> ofMaking(ObjectiveSpec wanted) {
    return of("Executions count from now on, as they end.", wanted);
  }

  /**
   * @param known the one that is replaced; none where it is out of reach
   */
  static List<String> ofChanging(ObjectiveSpec wanted, @Nullable ObjectiveSpec known) {
    if (known == null) {
      return of("With other requests, deadline or window, counting begins anew.", wanted);
    }
    return of(
        countsSame(wanted, known)
            ? "It asks about the same requests as before, so the counts go on."
            : "It asks about other requests, another deadline or another window than before, so"
                + " counting begins anew, with a whole budget.",
        wanted);
  }

  private static List<String> of(String counts, ObjectiveSpec wanted) {
    List<String> sentences = new ArrayList<>();
    sentences.add(counts);
    sentences.add(
        "While its budget burns too fast, alerts fire, and its requests are planned to miss less"
            + " often than they tolerate.");
    sentences.add(
        wanted.priority() == null
            ? "It names no priority, so no other request is refused for it."
            : "Requests of a lower priority than %d are then refused where they would hardly be in"
                    .formatted(wanted.priority())
                + " time.");
    return sentences;
  }

  private static boolean countsSame(ObjectiveSpec one, ObjectiveSpec other) {
    return Objects.equals(one.model(), other.model())
        && Objects.equals(one.pipeline(), other.pipeline())
        && Objects.equals(one.priority(), other.priority())
        && Objects.equals(one.deadlineMs(), other.deadlineMs())
        && Objects.equals(one.window(), other.window());
  }
}
