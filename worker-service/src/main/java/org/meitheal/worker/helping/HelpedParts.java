package org.meitheal.worker.helping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.part.AdmittedPart;

/** The parts that this device runs for others at the moment, so that they can be cancelled. */
final class HelpedParts {
  private final Map<Key, AdmittedPart> running = new ConcurrentHashMap<>();

  private record Key(AttemptId id, int part) {}

  void begin(AttemptId id, int part, AdmittedPart admitted) {
    running.put(new Key(id, part), admitted);
  }

  void end(AttemptId id, int part) {
    running.remove(new Key(id, part));
  }

  /**
   * @return whether there was such a part
   */
  boolean cancel(AttemptId id, int part) {
    @Nullable AdmittedPart admitted = running.get(new Key(id, part));
    if (admitted != null) {
      admitted.cancel();
    }
    return admitted != null;
  }
}
