package org.meitheal.worker.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
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
   * By a lock on a file, which the system takes back from a process that dies. It cannot be waited
   * for with a limit, so it is asked for again and again; a turn is a few milliseconds.
   */
  final class ByFile implements Turns {
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final FileChannel channel;
    private final ReentrantLock mine = new ReentrantLock(true);
    private @Nullable FileLock lock;

    private ByFile(Path file) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (IOException unusable) {
        throw new UncheckedIOException(unusable);
      }
    }

    @Override
    public void take() {
      long end = System.nanoTime() + MOST_NANOS;
      try {
        if (!mine.tryLock(MOST_NANOS, TimeUnit.NANOSECONDS)) {
          return; // then it computes beside the others
        }
        lock = attempt();
        while (lock == null && end - System.nanoTime() > 0) {
          LockSupport.parkNanos(this, PAUSE_NANOS);
          lock = attempt();
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
