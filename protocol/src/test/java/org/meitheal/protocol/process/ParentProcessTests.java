package org.meitheal.protocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.Await;

class ParentProcessTests {
  private final AtomicInteger exits = new AtomicInteger();

  @Test
  void exitsWhenTheParentEnds() throws Exception {
    Process parent = new ProcessBuilder("sleep", "60").start();

    ParentProcess.follow(Long.toString(parent.pid()), exits::incrementAndGet);
    assertThat(exits).hasValue(0);
    parent.destroy();

    Await.until("exit", () -> exits.get() == 1);
  }

  @Test
  void exitsAtOnceWhenTheParentIsGoneAlready() throws Exception {
    Process parent = new ProcessBuilder("true").start();
    parent.waitFor();

    ParentProcess.follow(Long.toString(parent.pid()), exits::incrementAndGet);

    assertThat(exits).hasValue(1);
  }

  @Test
  void doesNothingWithoutAParent() {
    ParentProcess.follow(null, exits::incrementAndGet);
    ParentProcess.follow(" ", exits::incrementAndGet);

    assertThat(exits).hasValue(0);
  }

  @Test
  void refusesWhatIsNoProcessId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParentProcess.follow("x", exits::incrementAndGet))
        .withMessageContaining(ParentProcess.NAME);
  }
}
