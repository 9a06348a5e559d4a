package org.meitheal.worker.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets the emulated devices of one computer compute one after the other, so that each has a core to
 * itself, as the device that it stands for has. Side by side they slow each other down (shared
 * caches, two threads of one core), and their processor time, times their slow-down, would be taken
 * for the devices' speed. What a device waits for its turn is hidden in the time that it is slowed
 * down by anyway.
 */
public interface Turns {
  /** Computes whenever it likes. */
  Turns NONE =
      new Turns() {
        @Override
        public void take() {}

        @Override
        public void give() {}
      };

  /** Waits until it is the calling thread's turn; after a while it does not wait any longer. */
  void take();

  /** Ends the calling thread's turn. */
  void give();

  /**
   * Of all processes that use the same file.
   *
   * @throws UncheckedIOException if it cannot be opened
   */
  static Turns by(Path file) {
    return new ByFile(file);
  }

  /**
   * By a lock on a file, which the system takes back from a process that dies. The system's wait
   * for it has no limit, so a thread of its own waits there, and the lane for that thread.
   */
  final class ByFile implements Turns {
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Only where two of them are in one process, which cannot wait for its own locks. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final FileChannel channel;
    private final ReentrantLock mine = new ReentrantLock(true);

    /** One that still waits, and some whose lanes do not any more. */
    private final BlockingQueue<CompletableFuture<FileLock>> asked = new ArrayBlockingQueue<>(8);

    private @Nullable FileLock lock;

    private ByFile(Path file) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (IOException unusable) {
        throw new UncheckedIOException(unusable);
      }
      Thread.ofPlatform().name("turns").daemon().start(this::waitForLocks);
    }

    @Override
    public void take() {
      long end = System.nanoTime() + MOST_NANOS;
      try {
        if (mine.tryLock(MOST_NANOS, TimeUnit.NANOSECONDS)) { // else it computes beside the others
          lock = attempt();
          if (lock == null) {
            lock = ask(end - System.nanoTime());
          }
        }
      } catch (IOException unusable) {
        lock = null; // the same
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }

    private @Nullable FileLock attempt() throws IOException {
      try {
        return channel.tryLock();
      } catch (OverlappingFileLockException takenInThisProcess) {
        return null;
      }
    }

    /** None if it takes too long. */
    private @Nullable FileLock ask(long mostNanos) throws InterruptedException, IOException {
      CompletableFuture<FileLock> answer = new CompletableFuture<>();
      if (!asked.offer(answer)) {
        return null;
      }
      try {
        return answer.get(mostNanos, TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        // Whoever completes it first: the waiting thread with a lock, or this one.
        return answer.cancel(false) ? null : taken(answer);
      } catch (ExecutionException unusable) {
        return null;
      } catch (InterruptedException stopping) {
        FileLock unwanted = answer.cancel(false) ? null : taken(answer);
        if (unwanted != null) {
          unwanted.release();
        }
        throw stopping;
      }
    }

    /** None where it failed. */
    private static @Nullable FileLock taken(CompletableFuture<FileLock> answer) {
      return answer.isCompletedExceptionally() ? null : answer.resultNow();
    }

    private void waitForLocks() {
      while (true) {
        CompletableFuture<FileLock> answer;
        try {
          answer = asked.take();
        } catch (InterruptedException ending) {
          return;
        }
        try {
          FileLock taken = waitForLock();
          if (!answer.complete(taken)) {
            taken.release(); // nobody waits for it any more
          }
        } catch (IOException unusable) {
          answer.completeExceptionally(unusable);
        }
      }
    }

    private FileLock waitForLock() throws IOException {
      while (true) {
        try {
          return channel.lock();
        } catch (OverlappingFileLockException takenInThisProcess) {
          LockSupport.parkNanos(this, PAUSE_NANOS);
        }
      }
    }

    @Override
    public void give() {
      if (!mine.isHeldByCurrentThread()) {
        return;
      }
      try {
        if (lock != null) {
          lock.release();
        }
      } catch (IOException closed) {
        // Then nobody is kept waiting either.
      } finally {
        lock = null;
        mine.unlock();
      }
    }
  }
}
