package org.meitheal.worker.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.trace.Carried;
import org.meitheal.worker.part.Rows;

/**
 * What was sent in one attempt, kept so that it can be sent again where a part starts over. Not
 * what went to the lead, which does not start over. Its owner's lock guards it.
 */
final class Outbox {
  private final KeptBytes bytes;
  private final List<Sent> kept = new ArrayList<>();
  private final Set<Integer> forgotten = new HashSet<>();

  /**
   * @param credential that its sender shows
   * @param trace of its sender
   */
  record Sent(Owed owed, Rows rows, Credential credential, Carried trace) {
    Sent(Owed owed, Rows rows, Credential credential) {
      this(owed, rows, credential, Carried.here());
    }

    int to() {
      return owed.transfer().to();
    }
  }

  Outbox(KeptBytes bytes) {
    this.bytes = bytes;
  }

  /** Keeps it, or, where there is no room, remembers that it is gone. */
  void keep(Sent sent) {
    if (sent.to() == Partition.LEAD) {
      return;
    }
    if (bytes.take(sent.rows.size())) {
      kept.add(sent);
    } else {
      forgotten.add(sent.to());
    }
  }

  /** Whether all that was ever sent to that part is still here. */
  boolean isWhole(int part) {
    return !forgotten.contains(part);
  }

  List<Sent> to(int part) {
    return kept.stream().filter(sent -> sent.to() == part).toList();
  }

  void clear() {
    kept.forEach(sent -> {
      bytes.give(sent.rows.size());
      forgotten.add(sent.to());
    });
    kept.clear();
  }
}
