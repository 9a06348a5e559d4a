package org.meitheal.lab.emulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/** One direction of a connection: reads, holds back for as long as the link says, writes. */
final class Pipe {
  private static final int CHUNK_BYTES = 32 << 10;

  /**
   * How far a sender may be ahead of its medium. Small, so that the connections of a cell take
   * turns instead of queueing whole windows before each other.
   */
  private static final long AHEAD_NANOS = 500_000;

  private final SocketChannel in;
  private final SocketChannel out;
  private final Link link;
  private final long openNanos;
  private final InFlight inFlight = new InFlight();
  private long lastArrivalNanos;

  /**
   * @param openNanos when the connection is set up: nothing leaves before
   */
  Pipe(SocketChannel in, SocketChannel out, Link link, long openNanos) {
    this.in = in;
    this.out = out;
    this.link = link;
    this.openNanos = openNanos;
    this.lastArrivalNanos = openNanos;
  }

  /** Reads until the sender ends or breaks off. */
  void read() throws InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
    try {
      while (in.read(buffer) >= 0) {
        send(buffer);
      }
      inFlight.putLast(new InFlight.End(arrival(now(), 1)));
    } catch (IOException brokenOff) {
      inFlight.putLast(new InFlight.Reset(arrival(now(), 1)));
    }
  }

  private void send(ByteBuffer buffer) throws InterruptedException {
    buffer.flip();
    int bytes = buffer.remaining();
    ByteBuffer content = ByteBuffer.allocate(bytes).put(buffer).flip();
    buffer.clear();
    long sent = link.sent(now(), bytes);
    inFlight.put(new InFlight.Bytes(content, arrival(sent, bytes)));
    waitUntil(sent - AHEAD_NANOS);
  }

  private long now() {
    return Medium.later(System.nanoTime(), openNanos);
  }

  private long arrival(long sentNanos, int bytes) {
    lastArrivalNanos = Medium.later(lastArrivalNanos, sentNanos + link.underWayNanos(bytes));
    return lastArrivalNanos;
  }

  /**
   * Writes until the end has arrived.
   *
   * @return whether the direction ended in good order; otherwise the connection is to be reset
   */
  boolean write() throws InterruptedException {
    try {
      while (true) {
        InFlight.Arrival arrival = inFlight.take();
        waitUntil(arrival.atNanos());
        link.awaitOpen();
        switch (arrival) {
          case InFlight.Bytes(ByteBuffer content, _) -> writeAll(content);
          case InFlight.End _ -> {
            out.shutdownOutput();
            return true;
          }
          case InFlight.Reset _ -> {
            return false;
          }
        }
      }
    } catch (IOException receiverGone) {
      return false;
    } finally {
      inFlight.abandon();
    }
  }

  private void writeAll(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      out.write(content);
    }
  }

  private static void waitUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = nanos - System.nanoTime();
    }
  }
}
