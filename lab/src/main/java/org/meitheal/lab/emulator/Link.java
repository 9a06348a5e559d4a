package org.meitheal.lab.emulator;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One direction between two nodes. It says when bytes arrive; it holds none.
 *
 * <p>A chunk that is read at time t has been sent when the slowest of the media on its way has sent
 * it, and arrives half a round trip later, ± jitter. Order is kept: nothing overtakes.
 */
public final class Link {
  /** What TCP puts into one packet of an Ethernet with 1500 bytes. */
  static final int SEGMENT_BYTES = 1448;

  /** TCP's least retransmission time-out on Linux. */
  static final long RETRANSMISSION_NANOS = 200_000_000;

  /** After this long on a cut link a connection breaks; it bounds how many can hang. */
  private static final long GIVE_UP_NANOS = 120_000_000_000L;

  private final String from;
  private final String to;
  private final List<Medium> shared;
  private final Medium own;
  private final RandomGenerator random;
  private volatile Conditions conditions;

  Link(String from, String to, Conditions conditions, List<Medium> shared, RandomGenerator random) {
    this.from = from;
    this.to = to;
    this.conditions = conditions;
    this.shared = List.copyOf(shared);
    this.own = new Medium(from + "→" + to, conditions.bandwidth());
    this.random = random;
  }

  /** A link that delays nothing, for a sender that is no node of the lab. */
  static Link ideal(String from, String to) {
    return new Link(from, to, Conditions.IDEAL, List.of(), RandomGenerator.getDefault());
  }

  public String from() {
    return from;
  }

  public String to() {
    return to;
  }

  public Conditions conditions() {
    return conditions;
  }

  /** What it shares with other links. */
  public List<Medium> shared() {
    return shared;
  }

  synchronized void change(ConditionsChange change) {
    conditions = change.applyTo(conditions);
    own.setBandwidth(conditions.bandwidth());
    notifyAll();
  }

  /** When the last of these bytes has left the sender. */
  long sent(long nowNanos, int bytes) {
    long sent = own.send(nowNanos, bytes);
    for (Medium medium : shared) {
      sent = Medium.later(sent, medium.send(nowNanos, bytes));
    }
    return sent;
  }

  /** How long these bytes are under way after they have been sent. */
  long underWayNanos(int bytes) {
    Conditions now = conditions;
    return halfRoundTripNanos(now) + jitterNanos(now) + stallNanos(now, bytes);
  }

  /** What this direction adds to the set-up of a connection. */
  long halfRoundTripNanos() {
    return halfRoundTripNanos(conditions);
  }

  private static long halfRoundTripNanos(Conditions now) {
    return now.roundTrip().toNanos() / 2;
  }

  private long jitterNanos(Conditions now) {
    long jitter = now.jitter().toNanos();
    if (jitter == 0) {
      return 0;
    }
    long drawn = Math.round((random.nextDouble() - 0.5) * jitter / 2);
    return Math.max(drawn, -halfRoundTripNanos(now));
  }

  /** TCP doubles its time-out each time that the same segment is lost again. */
  private long stallNanos(Conditions now, int bytes) {
    if (now.loss() == 0) {
      return 0;
    }
    int segments = Math.ceilDiv(bytes, SEGMENT_BYTES);
    long stall = 0;
    for (int segment = 0; segment < segments; segment++) {
      long timeout = RETRANSMISSION_NANOS + now.roundTrip().toNanos();
      for (int tries = 0; tries < 6 && random.nextDouble() < now.loss(); tries++) {
        stall += timeout;
        timeout *= 2;
      }
    }
    return stall;
  }

  /**
   * Waits for as long as the link is cut.
   *
   * @throws SilentLinkException when TCP would give the connection up
   */
  void awaitOpen() throws InterruptedException, SilentLinkException {
    if (conditions.cut()) {
      awaitHealing(System.nanoTime() + GIVE_UP_NANOS);
    }
  }

  private synchronized void awaitHealing(long giveUpNanos)
      throws InterruptedException, SilentLinkException {
    while (conditions.cut()) {
      long leftMillis = (giveUpNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        throw new SilentLinkException();
      }
      wait(leftMillis);
    }
  }

  /** Nothing came through for {@link #GIVE_UP_NANOS}. */
  static final class SilentLinkException extends IOException {
    private static final long serialVersionUID = 1;

    SilentLinkException() {
      super("the link stayed cut");
    }
  }
}
