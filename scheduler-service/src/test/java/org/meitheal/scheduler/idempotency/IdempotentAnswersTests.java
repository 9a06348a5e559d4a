package org.meitheal.scheduler.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.scheduler.idempotency.IdempotentAnswers.CallerKey;
import org.meitheal.scheduler.idempotency.IdempotentAnswers.Limits;

class IdempotentAnswersTests {
  private static final CallerKey KEY = new CallerKey("a-client", "order-1");
  private static final Fingerprint BODY = new Fingerprint("body");

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger runs = new AtomicInteger();
  private final IdempotentAnswers<String> answers =
      new IdempotentAnswers<>(
          new Limits(2, 100, Duration.ofMinutes(10), Duration.ofSeconds(10)),
          String::length,
          clock::get);

  @Test
  void theSameKeyAndBodyGiveTheSameAnswer() throws IOException {
    assertThat(answers.once(KEY, BODY, this::count)).isEqualTo("answer 1");
    assertThat(answers.once(KEY, BODY, this::count)).isEqualTo("answer 1");
    assertThat(answers.once(new CallerKey("another", "order-1"), BODY, this::count))
        .isEqualTo("answer 2");
  }

  @Test
  void anotherBodyIsRefused() throws IOException {
    answers.once(KEY, BODY, this::count);

    assertThatThrownBy(() -> answers.once(KEY, new Fingerprint("other"), this::count))
        .isInstanceOfSatisfying(
            OipException.class, error -> assertThat(error.status()).isEqualTo(422));
  }

  @Test
  void whoAsksMeanwhileGetsTheAnswerOfTheFirst() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(() -> {
          try {
            return answers.once(
                KEY,
                BODY,
                () -> {
                  begun.countDown();
                  try {
                    goOn.await();
                  } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                  }
                  return count();
                });
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        });
    begun.await();
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(() -> {
          try {
            return answers.once(KEY, BODY, this::count);
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        });
    goOn.countDown();

    assertThat(first.join()).isEqualTo("answer 1");
    assertThat(second.join()).isEqualTo("answer 1");
    assertThat(runs).hasValue(1);
  }

  @Test
  void aFailureIsNotRemembered() throws IOException {
    assertThatThrownBy(() ->
            answers.once(
                KEY,
                BODY,
                () -> {
                  throw new IOException("broken");
                }))
        .hasMessage("broken");

    assertThat(answers.once(KEY, BODY, this::count)).isEqualTo("answer 1");
  }

  @Test
  void theOldestAndTheExpiredAreForgotten() throws IOException {
    answers.once(KEY, BODY, this::count);
    answers.once(new CallerKey("a-client", "order-2"), BODY, this::count);
    answers.once(new CallerKey("a-client", "order-3"), BODY, this::count);
    assertThat(answers.once(KEY, BODY, this::count)).isEqualTo("answer 4");

    clock.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(answers.once(KEY, BODY, this::count)).isEqualTo("answer 5");
  }

  private String count() {
    return "answer " + runs.incrementAndGet();
  }
}
