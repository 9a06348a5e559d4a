package org.meitheal.lab.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection from a sender to a receiver over the links there and back. The kernel has answered
 * the sender's connect at once; the round trip that this takes over a real link is added before its
 * first byte.
 */
final class Connection {
  private static final String THREAD = "link-";

  private final SocketChannel sender;
  private final InetSocketAddress target;
  private final Link there;
  private final Link back;
  private final long acceptedNanos = System.nanoTime();
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable SocketChannel receiver;

  Connection(SocketChannel sender, InetSocketAddress target, Link there, Link back) {
    this.sender = sender;
    this.target = target;
    this.there = there;
    this.back = back;
  }

  /** Carries the connection until it has ended on both sides. */
  void run() throws InterruptedException {
    try {
      there.awaitOpen();
      SocketChannel connected = connect();
      if (connected == null) {
        LockSupport.parkNanos(there.halfRoundTripNanos() + back.halfRoundTripNanos());
        back.awaitOpen();
        reset();
        return;
      }
      long roundTrip = there.halfRoundTripNanos() + back.halfRoundTripNanos();
      carry(new Pipe(sender, connected, there, acceptedNanos + roundTrip));
      carry(new Pipe(connected, sender, back, acceptedNanos));
      closed.await();
    } catch (Link.SilentLinkException givenUp) {
      reset();
    } finally {
      close();
    }
  }

  private @Nullable SocketChannel connect() {
    try {
      sender.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SocketChannel connected = SocketChannel.open(target);
      connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
      receiver = connected;
      return connected;
    } catch (IOException refused) {
      return null;
    }
  }

  private void carry(Pipe pipe) {
    Thread.ofVirtual().name(THREAD, there.hashCode()).start(() -> quietly(pipe::read));
    Thread.ofVirtual().name(THREAD, back.hashCode()).start(() -> quietly(() -> end(pipe.write())));
  }

  private void end(boolean inGoodOrder) {
    if (!inGoodOrder) {
      reset();
    } else if (ended.incrementAndGet() == 2) {
      close();
    }
  }

  /** Breaks off on both sides, as a receiver whose process died does. */
  private void reset() {
    lingerNot(sender);
    SocketChannel connected = receiver;
    if (connected != null) {
      lingerNot(connected);
    }
    close();
  }

  private static void lingerNot(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException alreadyClosed) {
      // Then there is nothing to break off.
    }
  }

  /** Ends it whatever its state; safe to repeat. */
  void close() {
    closeQuietly(sender);
    SocketChannel connected = receiver;
    if (connected != null) {
      closeQuietly(connected);
    }
    closed.countDown();
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // It is closed all the same.
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static void quietly(Step step) {
    try {
      step.run();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
