package org.meitheal.worker.recheck;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.Rows;

/**
 * All that a lead's own part was given by others, border rows and results: with it every part whose
 * work reached the answer can be asked whether that was right.
 */
final class Evidence {
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * @param cut at which it was sent; the number of stages for a result
   * @param part that sent it
   */
  record Piece(int cut, int part, Rows rows) {}

  synchronized List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  private synchronized void add(int cut, Transfer transfer, Rows rows) {
    pieces.add(new Piece(cut, transfer.from(), rows));
  }

  /** The same neighbours, overheard. */
  Neighbours of(Neighbours others) {
    return new Neighbours() {
      @Override
      public void send(int cut, Transfer transfer, Rows rows)
          throws StoppedException, InterruptedException {
        others.send(cut, transfer, rows);
      }

      @Override
      public boolean arrives(int cut, Transfer transfer, long nanos) throws InterruptedException {
        return others.arrives(cut, transfer, nanos);
      }

      @Override
      public Rows receive(int cut, Transfer transfer, StopSignal stop)
          throws StoppedException, PartLostException, InterruptedException {
        Rows rows = others.receive(cut, transfer, stop);
        add(cut, transfer, rows);
        return rows;
      }
    };
  }
}
