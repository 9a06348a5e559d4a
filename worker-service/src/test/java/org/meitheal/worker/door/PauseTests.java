package org.meitheal.worker.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseTests {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
  private final Pause pause = new Pause(Duration.ofNanos(100), clock::get);

  @Test
  void isOverUntilItBegins() {
    assertThat(pause.isOver()).isTrue();
  }

  @Test
  void lastsItsLengthEachTime() {
    pause.begin();
    clock.addAndGet(99);
    assertThat(pause.isOver()).isFalse();

    clock.addAndGet(1);
    assertThat(pause.isOver()).isTrue();

    pause.begin();
    assertThat(pause.isOver()).isFalse();
  }
}
