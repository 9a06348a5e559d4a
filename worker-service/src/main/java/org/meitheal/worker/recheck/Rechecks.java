package org.meitheal.worker.recheck;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.UnknownModelException;
import org.meitheal.worker.part.PartLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the sample, and checks it: one execution at a time, from the draw until its check is over
 * and reported, so that what is kept is bounded by one request; and one report is under way at a
 * time.
 */
public final class Rechecks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rechecks.class);

  /** To wait for idle lanes, and to compute on them. */
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final double share;
  private final DoubleSupplier random;
  private final RequestMemory memory;
  private final long memoryLimit;
  private final Check check;
  private final MismatchReporter reporter;
  private final LaneClock clock;
  private final AtomicReference<@Nullable Recheck> current = new AtomicReference<>();
  private final AtomicLong right = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * @param share of divided executions, 0 to 1
   * @param random from 0 (inclusive) to 1 (exclusive), uniform
   * @param memoryLimit that requests may hold; none is kept while they hold half of it
   */
  Rechecks(
      double share,
      DoubleSupplier random,
      RequestMemory memory,
      long memoryLimit,
      Check check,
      MismatchReporter reporter,
      LaneClock clock) {
    this.share = share;
    this.random = random;
    this.memory = memory;
    this.memoryLimit = memoryLimit;
    this.check = check;
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * How the checks went.
   *
   * @param givenUp no lane was idle for long enough, or the model was unloaded
   */
  public record Status(long right, long wrong, long givenUp, boolean busy) {}

  public Status status() {
    return new Status(right.get(), wrong.get(), givenUp.get(), current.get() != null);
  }

  /** For a divided execution that is about to be carried out; null if it is not of the sample. */
  public @Nullable Recheck draw() {
    if (closed || share <= 0 || random.getAsDouble() >= share || !hasMemory()) {
      return null;
    }
    Recheck drawn = new Recheck(this);
    return current.compareAndSet(null, drawn) ? drawn : null;
  }

  private boolean hasMemory() {
    return memory.usedBytes() <= memoryLimit / 2;
  }

  void start(Recheck recheck, Answered answered, List<Evidence.Piece> pieces) {
    if (closed || !hasMemory()) {
      givenUp.incrementAndGet();
      recheck.end();
      return;
    }
    thread = Thread.ofVirtual().name("recheck").start(() -> run(recheck, answered, pieces));
  }

  void ended(Recheck recheck) {
    current.compareAndSet(recheck, null);
  }

  private void run(Recheck recheck, Answered answered, List<Evidence.Piece> pieces) {
    try {
      MismatchReport mismatch = checked(recheck, answered, pieces);
      if (mismatch == null) {
        right.incrementAndGet();
        return;
      }
      wrong.incrementAndGet();
      log.atWarn()
          .addKeyValue("execution", mismatch.execution())
          .addKeyValue("difference", mismatch.difference())
          .addKeyValue("suspects", mismatch.suspects())
          .log("a divided answer differs from the same computed alone");
      reporter.report(mismatch);
    } catch (TimeoutException | StoppedException | UnknownModelException | PartLostException over) {
      giveUp(answered, String.valueOf(over.getMessage()));
    } catch (ExecutionException failure) {
      giveUp(answered, String.valueOf(failure.getCause()));
    } catch (InterruptedException ending) {
      givenUp.incrementAndGet();
    } catch (RuntimeException unexpected) {
      givenUp.incrementAndGet();
      log.error("a divided answer could not be checked", unexpected);
    } finally {
      recheck.end();
    }
  }

  /** Its memory is needed no longer than for that. */
  private @Nullable MismatchReport checked(
      Recheck recheck, Answered answered, List<Evidence.Piece> pieces)
      throws StoppedException,
          PartLostException,
          ExecutionException,
          TimeoutException,
          InterruptedException {
    try {
      return check.check(answered, pieces, clock.now() + GIVE_UP_NANOS);
    } finally {
      recheck.release();
    }
  }

  private void giveUp(Answered answered, String why) {
    givenUp.incrementAndGet();
    log.atInfo()
        .addKeyValue("execution", answered.execution())
        .addKeyValue("reason", why)
        .log("a divided answer could not be checked");
  }

  /** Draws no more, and gives up what is being checked. */
  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
