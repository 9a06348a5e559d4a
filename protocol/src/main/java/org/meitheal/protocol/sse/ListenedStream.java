package org.meitheal.protocol.sse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that is closed when nothing comes for too long. Reads on a JDK client's stream have no
 * timeout of their own, so a second thread closes it.
 */
public final class ListenedStream extends FilterInputStream {
  private static final Logger log = LoggerFactory.getLogger(ListenedStream.class);

  private final Duration silence;
  private final LongSupplier nanoTime;
  private final Runnable heard;
  private final Thread watchdog;
  private volatile long heardNanos;

  /**
   * @param silence that counts as a lost connection
   * @param heard told of every sign of life, comments too
   */
  public ListenedStream(InputStream in, Duration silence, LongSupplier nanoTime, Runnable heard) {
    super(in);
    this.silence = silence;
    this.nanoTime = nanoTime;
    this.heard = heard;
    this.heardNanos = nanoTime.getAsLong();
    this.watchdog = Thread.ofVirtual().name("silence").start(this::guard);
  }

  private void guard() {
    while (!Thread.interrupted()) {
      long left = silence.toNanos() - (nanoTime.getAsLong() - heardNanos);
      if (left <= 0) {
        breakOff();
        return;
      }
      LockSupport.parkNanos(left);
    }
  }

  /** Closes it from another thread; the reader's call fails. */
  public void breakOff() {
    try {
      close();
    } catch (IOException alreadyGone) {
      log.debug("closing a lost watch", alreadyGone);
    }
  }

  @Override
  public int read() throws IOException {
    return note(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return note(super.read(bytes, offset, length));
  }

  private int note(int result) {
    if (result >= 0) {
      heardNanos = nanoTime.getAsLong();
      heard.run();
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    watchdog.interrupt();
    super.close();
  }
}
