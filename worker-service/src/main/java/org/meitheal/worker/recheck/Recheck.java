package org.meitheal.worker.recheck;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.part.Neighbours;

/**
 * One execution of the sample: keeps what a check will need, from before it is carried out until it
 * is checked or dropped. Every one must end with {@link #begin} or {@link #drop}; what comes after
 * that changes nothing.
 */
public final class Recheck {
  private final Rechecks rechecks;
  private final Evidence evidence = new Evidence();
  private final List<MemoryLease> leases = new ArrayList<>();
  private @Nullable Answered answered;
  private boolean over;

  Recheck(Rechecks rechecks) {
    this.rechecks = rechecks;
  }

  /** The neighbours of the lead's own part, overheard. */
  public Neighbours overhear(Neighbours others) {
    return evidence.of(others);
  }

  /** Keeps memory from being released; it is closed in the end. */
  public synchronized void hold(MemoryLease lease) {
    lease.hold();
    leases.add(lease);
  }

  /** What is to be checked, all of whose memory is held. */
  public synchronized void answered(Answered execution) {
    answered = execution;
  }

  /** The answer is sent: checks it in a thread of its own, or drops it where there was none. */
  public void begin() {
    Answered execution = over();
    if (execution != null) {
      rechecks.start(this, execution, evidence.pieces());
    }
  }

  /** It will not be checked. */
  public void drop() {
    if (over() != null) {
      end();
    }
  }

  /** Null where it was over before, or has nothing to check and ends with that. */
  private synchronized @Nullable Answered over() {
    if (over) {
      return null;
    }
    over = true;
    if (answered == null) {
      end();
    }
    return answered;
  }

  /** What it kept is needed no longer. */
  synchronized void release() {
    leases.forEach(MemoryLease::close);
    leases.clear();
  }

  /** Another may be drawn. */
  void end() {
    release();
    rechecks.ended(this);
  }
}
