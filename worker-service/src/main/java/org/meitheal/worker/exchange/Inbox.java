package org.meitheal.worker.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.Rows;

/** What has come, or is waited for, in one attempt. Its owner's lock guards it. */
final class Inbox {
  private final Map<Owed, CompletableFuture<Rows>> pieces = new HashMap<>();
  private final Set<Owed> consumed = new HashSet<>();

  /** What completes when the piece is here. */
  CompletableFuture<Rows> expect(Owed owed) {
    return pieces.computeIfAbsent(owed, _ -> new CompletableFuture<>());
  }

  boolean has(Owed owed) {
    CompletableFuture<Rows> piece = pieces.get(owed);
    return consumed.contains(owed) || (piece != null && piece.isDone());
  }

  /** The part has got it: later ones of the same are duplicates, and its memory is nobody's. */
  void consume(Owed owed) {
    pieces.remove(owed);
    consumed.add(owed);
  }

  /** A part starts over and needs what another run of it has consumed. */
  void startOver(int part) {
    consumed.removeIf(owed -> owed.transfer().to() == part);
  }

  /** Nothing comes any more. */
  void fail(String why) {
    for (Map.Entry<Owed, CompletableFuture<Rows>> piece : List.copyOf(pieces.entrySet())) {
      piece
          .getValue()
          .completeExceptionally(new PartLostException(piece.getKey().transfer().from(), why));
    }
    pieces.clear();
  }
}
