package org.meitheal.worker.exchange;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meitheal.core.partition.Transfer;
import org.meitheal.protocol.trace.Carried;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.Rows;

/** One part's neighbours: on this device through memory, on others over HTTP. */
final class HttpNeighbours implements Neighbours {
  private final Exchange exchange;
  private final Credential credential;

  /** Of those who asked for the part: rows are sent by a lane, which knows of no request. */
  private final Carried trace = Carried.here();

  HttpNeighbours(Exchange exchange, Credential credential) {
    this.exchange = exchange;
    this.credential = credential;
  }

  @Override
  public void send(int cut, Transfer transfer, Rows rows) {
    exchange.send(new Outbox.Sent(new Owed(cut, transfer), rows, credential, trace));
  }

  @Override
  public boolean arrives(int cut, Transfer transfer, long nanos) throws InterruptedException {
    try {
      var _ = exchange.expect(new Owed(cut, transfer)).get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException lost) {
      return true; // receive says why
    }
  }

  @Override
  public Rows receive(int cut, Transfer transfer, StopSignal stop)
      throws StoppedException, PartLostException, InterruptedException {
    Owed owed = new Owed(cut, transfer);
    try {
      Rows rows = stop.await(exchange.expect(owed));
      exchange.consumed(owed);
      return rows;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof PartLostException lost) {
        throw lost;
      }
      throw new IllegalStateException("rows fail only where they are lost", failure);
    }
  }
}
