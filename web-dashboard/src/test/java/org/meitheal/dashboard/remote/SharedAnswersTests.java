package org.meitheal.dashboard.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedAnswersTests {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private long nanos;
  private int asked;
  private final SharedAnswers<String, Integer> answers = new SharedAnswers<>(() -> nanos);

  @Test
  void answersAllWhoAskTheSameWithinAWhile() throws IOException {
    assertThat(read("a")).isEqualTo(1);
    later(9);
    assertThat(read("a")).isEqualTo(1);
    assertThat(read("b")).isEqualTo(2);
    later(1);
    assertThat(read("a")).isEqualTo(3);
  }

  @Test
  void keepsAFailureForTwoSeconds() throws IOException {
    IOException away = new IOException("away");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> answers.read("a", FRESH, () -> fail(away))).isSameAs(away);
    }
    assertThat(asked).isEqualTo(1);
    later(2);
    assertThat(read("a")).isEqualTo(2);
  }

  @Test
  void asksAgainForWhatIsForgotten() throws IOException {
    read("a");
    read("b");
    answers.forget("a"::equals);

    assertThat(read("b")).isEqualTo(2);
    assertThat(read("a")).isEqualTo(3);
  }

  @Test
  void keepsSoManyAtMost() throws IOException {
    for (int i = 0; i <= SharedAnswers.KEPT; i++) {
      read("key-" + i);
    }
    int before = asked;

    read("key-1");
    assertThat(asked).isEqualTo(before);
    read("key-0");
    assertThat(asked).isEqualTo(before + 1);
  }

  private int read(String key) throws IOException {
    return answers.read(key, FRESH, () -> ++asked);
  }

  private Integer fail(IOException away) throws IOException {
    asked++;
    throw away;
  }

  private void later(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }
}
