package org.meitheal.scheduler.idempotency;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.OipException;

/**
 * Remembers answers by caller and key for a while, as many and as large as memory allows; the
 * oldest go first. What failed is not remembered: asking again is then another try.
 *
 * @param <T> an answer
 */
public final class IdempotentAnswers<T> {
  private final Limits limits;
  private final ToLongFunction<T> bytes;
  private final LongSupplier nanoTime;

  /** Oldest first. */
  private final Map<CallerKey, Entry<T>> entries = new LinkedHashMap<>();

  private long heldBytes;

  /**
   * @param joinFor how long one waits for another's answer at most
   */
  public record Limits(int entries, long bytes, Duration keptFor, Duration joinFor) {}

  /** Idempotency keys belong to the credential that uses them. */
  public record CallerKey(String caller, String key) {}

  /** What gives the answer if nobody has yet. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  public IdempotentAnswers(Limits limits, ToLongFunction<T> bytes, LongSupplier nanoTime) {
    this.limits = limits;
    this.bytes = bytes;
    this.nanoTime = nanoTime;
  }

  /**
   * The answer of the first with this key: remembered, awaited or, for the first, made.
   *
   * @throws OipException 422 if the key was used for another request, 409 if the first still runs
   *     and takes too long
   */
  public T once(CallerKey key, Fingerprint fingerprint, Work<T> work) throws IOException {
    Entry<T> mine = new Entry<>(fingerprint, new CompletableFuture<>(), nanoTime.getAsLong());
    Entry<T> first = claim(key, mine);
    if (first == null) {
      return run(key, mine, work);
    }
    if (!first.fingerprint.equals(fingerprint)) {
      throw new OipException(422, "this Idempotency-Key was used for another request");
    }
    return join(first);
  }

  private T run(CallerKey key, Entry<T> mine, Work<T> work) throws IOException {
    try {
      T answer = work.run();
      mine.answer.complete(answer);
      keep(bytes.applyAsLong(answer));
      return answer;
    } catch (IOException | RuntimeException failed) {
      forget(key, mine);
      mine.answer.completeExceptionally(failed);
      throw failed;
    }
  }

  private T join(Entry<T> first) throws IOException {
    try {
      return first.answer.get(limits.joinFor().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case null, default -> throw new IOException(failed);
      }
    } catch (TimeoutException slow) {
      throw new OipException(409, "the first request with this Idempotency-Key still runs");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OipException(503, "shutting down");
    }
  }

  private synchronized @Nullable Entry<T> claim(CallerKey key, Entry<T> mine) {
    evict();
    return entries.putIfAbsent(key, mine);
  }

  private synchronized void keep(long more) {
    heldBytes += more;
    evict();
  }

  private synchronized void forget(CallerKey key, Entry<T> mine) {
    entries.remove(key, mine);
  }

  private void evict() {
    Iterator<Entry<T>> oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      Entry<T> entry = oldest.next();
      // What still runs holds no answer yet, and others may wait for it.
      if (entry.answer.isDone()) {
        if (!isTooMuch(entry)) {
          return;
        }
        oldest.remove();
        heldBytes -= bytes.applyAsLong(entry.answer.join());
      }
    }
  }

  private boolean isTooMuch(Entry<T> oldest) {
    return entries.size() > limits.entries()
        || heldBytes > limits.bytes()
        || nanoTime.getAsLong() - oldest.atNanos > limits.keptFor().toNanos();
  }

  private record Entry<T>(Fingerprint fingerprint, CompletableFuture<T> answer, long atNanos) {}
}
