package org.meitheal.worker.part;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;

/**
 * Rows between parts in one process, by reference. Holds no more than one partition's transfers,
 * each until it is received.
 */
public final class LocalNeighbours implements Neighbours {
  private final Map<Address, CompletableFuture<Rows>> rows = new ConcurrentHashMap<>();
  private final Map<Integer, PartLostException> lost = new ConcurrentHashMap<>();

  private record Address(int cut, Transfer transfer) {}

  @Override
  public void send(int cut, Transfer transfer, Rows sent) {
    slot(cut, transfer).complete(sent);
  }

  /** That part will send nothing more: who waits for it, or will, learns why. */
  public void lose(PartLostException loss) {
    lost.put(loss.part(), loss);
    rows.forEach((address, slot) -> {
      if (address.transfer.from() == loss.part()) {
        slot.completeExceptionally(loss);
      }
    });
  }

  @Override
  public boolean arrives(int cut, Transfer transfer, long nanos) throws InterruptedException {
    try {
      var _ = slot(cut, transfer).get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException failed) {
      return true;
    }
  }

  @Override
  public Rows receive(int cut, Transfer transfer, StopSignal stop)
      throws StoppedException, PartLostException, InterruptedException {
    try {
      Rows received = stop.await(slot(cut, transfer));
      rows.remove(new Address(cut, transfer));
      return received;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof PartLostException loss) {
        throw loss;
      }
      throw new IllegalStateException(failed);
    }
  }

  private CompletableFuture<Rows> slot(int cut, Transfer transfer) {
    CompletableFuture<Rows> slot =
        rows.computeIfAbsent(new Address(cut, transfer), _ -> new CompletableFuture<>());
    PartLostException loss = lost.get(transfer.from());
    if (loss != null) {
      slot.completeExceptionally(loss);
    }
    return slot;
  }
}
