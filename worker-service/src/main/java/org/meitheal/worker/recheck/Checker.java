package org.meitheal.worker.recheck;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.protocol.scheduler.MismatchReport.Suspect;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.Rows;

/**
 * Compares an answer with the same computed here alone and, only where it differs, each piece that
 * others sent with the same piece computed here.
 */
final class Checker implements Check {
  private final Recount recount;

  Checker(Recount recount) {
    this.recount = recount;
  }

  @Override
  public @Nullable MismatchReport check(
      Answered answered, List<Evidence.Piece> pieces, long deadline)
      throws StoppedException,
          PartLostException,
          ExecutionException,
          TimeoutException,
          InterruptedException {
    Logits alone = recount.whole(answered.model(), answered.image(), deadline);
    FloatBuffer expected = FloatBuffer.wrap(alone.values());
    FloatBuffer actual = FloatBuffer.wrap(answered.logits().values());
    double largest = Tolerance.largest(expected);
    double difference = Tolerance.difference(actual, 0, expected, 0, expected.limit());
    if (!Tolerance.exceeds(difference, largest)) {
      return null;
    }
    double relative = Tolerance.relative(difference, largest);
    List<Suspect> suspects = suspects(deviations(answered, pieces, deadline));
    // Where all that others sent was right, what is left is the lead's own part.
    return new MismatchReport(
        answered.execution(),
        answered.attempt(),
        answered.divisionSha256(),
        relative,
        suspects.isEmpty() ? List.of(new Suspect(answered.lead(), relative)) : suspects);
  }

  private List<Deviation> deviations(Answered answered, List<Evidence.Piece> pieces, long deadline)
      throws StoppedException,
          PartLostException,
          ExecutionException,
          TimeoutException,
          InterruptedException {
    Influence influence = new Influence(answered.partition(), answered.devices());
    List<Deviation> deviations = new ArrayList<>();
    for (Evidence.Piece piece : pieces) {
      Rows reference = recount.piece(answered, piece.cut(), piece.part(), deadline);
      Deviation deviation =
          Deviation.of(
              answered.devices().get(piece.part()),
              piece.rows(),
              reference,
              on(influence, answered.partition(), piece));
      if (deviation != null) {
        deviations.add(deviation);
      }
    }
    return deviations;
  }

  /** An answer comes from all of its part's piece, rows from what each pixel was made of. */
  private static Function<Box, Set<String>> on(
      Influence influence, Partition partition, Evidence.Piece piece) {
    boolean isAnswer =
        partition.ending() == Ending.JOIN && piece.cut() == partition.stages().size();
    return pixel ->
        influence.on(piece.cut(), piece.part(), isAnswer ? partition.result(piece.part()) : pixel);
  }

  private static List<Suspect> suspects(List<Deviation> deviations) {
    Map<String, Double> named = Suspects.of(deviations);
    return named.entrySet().stream()
        .map(entry -> new Suspect(entry.getKey(), entry.getValue()))
        .toList();
  }
}
