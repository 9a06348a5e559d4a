package org.meitheal.worker.part;

import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;

/** Neighbours whose rows are never there yet when somebody looks, only when they are waited for. */
record LateNeighbours(Neighbours others) implements Neighbours {
  @Override
  public void send(int cut, Transfer transfer, Rows rows)
      throws StoppedException, InterruptedException {
    others.send(cut, transfer, rows);
  }

  @Override
  public boolean arrives(int cut, Transfer transfer, long nanos) {
    return false;
  }

  @Override
  public Rows receive(int cut, Transfer transfer, StopSignal stop)
      throws StoppedException, PartLostException, InterruptedException {
    return others.receive(cut, transfer, stop);
  }
}
