package org.meitheal.worker.exchange;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.Rows;

/**
 * All rows of one attempt that come to this device, leave it, or stay on it. It begins with the
 * first rows or the first part, whichever is here first, and ends once.
 */
public final class Exchange {
  private final AttemptId id;
  private final String device;
  private final RowsClient client;
  private final MemoryLease memory;
  private final Runnable forget;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sentOrEnded = lock.newCondition();
  private final Inbox inbox = new Inbox();
  private final Outbox outbox;
  private final Deliveries deliveries = new Deliveries();
  private final List<Early> early = new ArrayList<>();
  private final Set<Integer> here = new HashSet<>();
  private final Map<Integer, URI> moved = new HashMap<>();
  private final Set<Integer> atLead = new HashSet<>();
  private final List<Runnable> whenEnded = new ArrayList<>();
  private @Nullable Terms terms;
  private long deadline;
  private boolean ended;

  /** Rows that came before a part did, so that nobody could say yet whether they are owed. */
  record Early(String divisionSha256, Owed owed, Rows rows) {}

  /**
   * @param device this one
   * @param memory of all rows that come from other devices, until the end
   * @param forget when it has ended
   */
  Exchange(
      AttemptId id,
      String device,
      RowsClient client,
      MemoryLease memory,
      KeptBytes kept,
      Runnable forget) {
    this.id = id;
    this.device = device;
    this.client = client;
    this.memory = memory;
    this.outbox = new Outbox(kept);
    this.forget = forget;
  }

  /**
   * A part takes part; early rows that the division does not owe are dropped.
   *
   * @param until in the lanes' clock
   * @throws TicketException if others of this attempt have another division
   * @throws PartLostException if it has ended
   */
  void agree(Terms agreed, long until) throws PartLostException {
    lock.lock();
    try {
      requireOpen();
      if (terms != null && !terms.sha256().equals(agreed.sha256())) {
        throw new TicketException("ticket-wrong-division", "this attempt has another division");
      }
      if (terms == null) {
        terms = agreed;
        early.stream().filter(rows -> isOwed(agreed, rows)).forEach(r -> put(r.owed, r.rows));
        early.clear();
      }
      deadline = until;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A part that this device runs from now on.
   *
   * @param credential that it shows its neighbours
   */
  public Neighbours neighbours(int part, Credential credential) throws PartLostException {
    lock.lock();
    try {
      requireOpen();
      inbox.startOver(part);
      here.add(part);
      outbox.to(part).forEach(sent -> put(sent.owed(), sent.rows()));
      return new HttpNeighbours(this, credential);
    } finally {
      lock.unlock();
    }
  }

  /**
   * That part runs elsewhere from now on: all rows for it that were sent before are sent again.
   * Word of a spare may arrive after word of the lead, which is tried last; it is no news then.
   *
   * @param url null for the lead's
   * @return false if some of them are gone
   */
  public boolean move(int part, @Nullable URI url) {
    lock.lock();
    try {
      if (ended || !outbox.isWhole(part)) {
        return false;
      }
      if (url != null && atLead.contains(part)) {
        return true;
      }
      here.remove(part);
      if (url == null) {
        atLead.add(part);
      } else {
        moved.put(part, url);
      }
      outbox.to(part).forEach(sent -> post(urlOf(part), sent));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether all rows that were sent to that part could be sent again. */
  public boolean keeps(int part) {
    lock.lock();
    try {
      return !ended && outbox.isWhole(part);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A helper's result, or rows that came over the wire and are owed.
   *
   * @return false if it was there already
   */
  public boolean deliver(Owed owed, Rows rows) {
    lock.lock();
    try {
      return !ended && put(owed, rows);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing that the part sent is on its way any more.
   *
   * @param nanos at most
   * @return whether all of it has arrived, or is of no use any more
   */
  public boolean awaitDelivered(int part, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!ended && deliveries.isUnderWay(part) && left > 0) {
        left = sentOrEnded.awaitNanos(left);
      }
      return ended || !(deliveries.isUnderWay(part) || deliveries.isLost(part));
    } finally {
      lock.unlock();
    }
  }

  /** Runs it at the end, or at once if that has come. */
  public void whenEnded(Runnable action) {
    lock.lock();
    try {
      if (!ended) {
        whenEnded.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /** Whoever waits for rows gets none; what is kept is dropped; parts of it are stopped. */
  public void end() {
    List<Runnable> actions;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      inbox.fail("the execution has ended");
      outbox.clear();
      early.clear();
      sentOrEnded.signalAll();
      actions = List.copyOf(whenEnded);
      whenEnded.clear();
    } finally {
      lock.unlock();
    }
    forget.run();
    actions.forEach(Runnable::run);
    memory.close();
  }

  /**
   * Its memory, for rows that are about to be read and for parts that use them; to be closed.
   *
   * @throws PartLostException if it has ended
   */
  public MemoryLease heldMemory() throws PartLostException {
    MemoryLease held = memory();
    if (held == null) {
      throw new PartLostException(0, "the execution has ended");
    }
    return held;
  }

  /**
   * The same.
   *
   * @return null if it has ended
   */
  public @Nullable MemoryLease memory() {
    lock.lock();
    try {
      if (ended) {
        return null;
      }
      memory.hold();
      return memory;
    } finally {
      lock.unlock();
    }
  }

  @Nullable Terms terms() {
    lock.lock();
    try {
      return terms;
    } finally {
      lock.unlock();
    }
  }

  boolean has(Owed owed) {
    lock.lock();
    try {
      return inbox.has(owed);
    } finally {
      lock.unlock();
    }
  }

  /** Delivers rows whose division was not known when they began to come. */
  boolean deliverEarly(Early rows) {
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      if (terms == null) {
        return early.add(rows);
      }
      return isOwed(terms, rows) && put(rows.owed, rows.rows);
    } finally {
      lock.unlock();
    }
  }

  CompletableFuture<Rows> expect(Owed owed) {
    lock.lock();
    try {
      if (ended) {
        return CompletableFuture.failedFuture(
            new PartLostException(owed.transfer().from(), "the execution has ended"));
      }
      return inbox.expect(owed);
    } finally {
      lock.unlock();
    }
  }

  void consumed(Owed owed) {
    lock.lock();
    try {
      inbox.consume(owed);
    } finally {
      lock.unlock();
    }
  }

  void send(Outbox.Sent sent) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      if (isHere(sent.to())) {
        put(sent.owed(), sent.rows());
      } else {
        post(urlOf(sent.to()), sent);
      }
      outbox.keep(sent);
    } finally {
      lock.unlock();
    }
  }

  void sent(Owed owed, boolean delivered) {
    lock.lock();
    try {
      deliveries.end(owed, delivered);
      sentOrEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether rows for that part still go there. */
  boolean goesTo(URI url, int part) {
    lock.lock();
    try {
      return !ended && !isHere(part) && urlOf(part).equals(url);
    } finally {
      lock.unlock();
    }
  }

  AttemptId id() {
    return id;
  }

  long deadline() {
    lock.lock();
    try {
      return deadline;
    } finally {
      lock.unlock();
    }
  }

  private void post(URI url, Outbox.Sent sent) {
    deliveries.begin(sent.owed());
    client.send(this, url, sent);
  }

  /** Runs here, or will: the device of several parts is not asked for all of them at once. */
  private boolean isHere(int part) {
    boolean planned =
        terms != null
            && terms.device(part).equals(device)
            && !moved.containsKey(part)
            && !atLead.contains(part);
    return planned || here.contains(part);
  }

  private URI urlOf(int part) {
    if (terms == null) {
      throw new IllegalStateException("a part sends before it takes part");
    }
    URI elsewhere = moved.get(part);
    if (atLead.contains(part)) {
      return terms.url(Partition.LEAD);
    }
    return elsewhere == null ? terms.url(part) : elsewhere;
  }

  private boolean put(Owed owed, Rows rows) {
    return !inbox.has(owed) && inbox.expect(owed).complete(rows);
  }

  private static boolean isOwed(Terms agreed, Early rows) {
    int cut = rows.owed.cut();
    Owed owed = agreed.owed(cut, rows.owed.transfer().from(), rows.owed.transfer().to());
    return agreed.sha256().equals(rows.divisionSha256)
        && rows.owed.equals(owed)
        && rows.rows.channels() == agreed.channels(cut);
  }

  private void requireOpen() throws PartLostException {
    if (ended) {
      throw new PartLostException(0, "the execution has ended");
    }
  }
}
