package org.meitheal.dashboard.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers of a service, each for all who ask the same within a while, so that open pages do not
 * multiply its work. One asks, and who comes meanwhile waits for the same; so it is with failures,
 * though not for long.
 */
public final class SharedAnswers<K, V> {
  static final int KEPT = 32;
  private static final Duration FAILED = Duration.ofSeconds(2);

  private final LongSupplier nanoTime;
  private final Map<K, Shared<V>> answers = new LinkedHashMap<>();

  public SharedAnswers() {
    this(System::nanoTime);
  }

  SharedAnswers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** One try. */
  @FunctionalInterface
  public interface Question<V> {
    V ask() throws IOException;
  }

  /**
   * @param fresh how old an answer may be
   * @throws IOException where the service could not be asked
   */
  public V read(K key, Duration fresh, Question<V> question) throws IOException {
    return of(key).read(fresh, question, nanoTime);
  }

  /** Has what was known of these be asked for again. */
  public synchronized void forget(Predicate<K> those) {
    answers.keySet().removeIf(those);
  }

  /** What was asked for longest ago makes room. */
  private synchronized Shared<V> of(K key) {
    Shared<V> known = answers.remove(key);
    Shared<V> shared = known == null ? new Shared<>() : known;
    answers.put(key, shared);
    if (answers.size() > KEPT) {
      answers.remove(answers.keySet().iterator().next());
    }
    return shared;
  }

  private static final class Shared<V> {
    private @Nullable V answer;
    private @Nullable IOException failure;
    private long nanos;

    synchronized V read(Duration fresh, Question<V> question, LongSupplier nanoTime)
        throws IOException {
      if (isOld(fresh, nanoTime.getAsLong())) {
        ask(question);
        nanos = nanoTime.getAsLong();
      }
      if (answer == null) {
        throw Objects.requireNonNull(failure);
      }
      return answer;
    }

    private boolean isOld(Duration fresh, long now) {
      if (answer == null) {
        return failure == null || now - nanos >= Math.min(fresh.toNanos(), FAILED.toNanos());
      }
      return now - nanos >= fresh.toNanos();
    }

    private void ask(Question<V> question) {
      try {
        answer = question.ask();
        failure = null;
      } catch (IOException away) {
        answer = null;
        failure = away;
      }
    }
  }
}
