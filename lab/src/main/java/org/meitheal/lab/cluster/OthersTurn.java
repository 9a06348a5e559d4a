package org.meitheal.lab.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes a turn on a core that emulated machines share. A machine that is frozen within a turn of
 * its own would keep it, and slow down its neighbours, which has nothing to do with what is
 * emulated.
 */
final class OthersTurn implements AutoCloseable {
  /** Turns last some milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final FileChannel channel;

  private OthersTurn(FileChannel channel) {
    this.channel = channel;
  }

  /** Returns when it is its turn; without one when that takes too long. */
  static OthersTurn take(Path file) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Thread.ofPlatform().name("turn").daemon().start(() -> waitFor(channel, taken));
    try {
      taken.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException notNow) {
      // Then it is frozen all the same.
    } catch (InterruptedException stopping) {
      channel.close();
      throw stopping;
    }
    return new OthersTurn(channel);
  }

  private static void waitFor(FileChannel channel, CompletableFuture<Void> taken) {
    try {
      channel.lock();
      taken.complete(null);
    } catch (IOException | RuntimeException unusable) {
      taken.completeExceptionally(unusable);
    }
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
