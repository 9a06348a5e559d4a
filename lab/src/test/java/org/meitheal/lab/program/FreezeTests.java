package org.meitheal.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FreezeTests {
  private final Supervisor supervisor = new Supervisor(Duration.ofSeconds(30));
  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    supervisor.closeFirst(List.of());
  }

  @Test
  void holdsAllThatAProgramHasStarted() throws Exception {
    RunningProgram program = start("parent", "sleep 600 & sleep 601 & wait");
    await(() -> program.handle().descendants().count() == 2);
    List<ProcessHandle> all = Freeze.all(program.handle());

    supervisor.freeze(program);
    assertThat(program.frozen()).isTrue();
    assertThat(program.alive()).isTrue();
    assertThat(all).hasSize(3).allMatch(Freeze::isFrozen);

    supervisor.thaw(program);
    await(() -> all.stream().noneMatch(Freeze::isFrozen));
    assertThat(all).allMatch(ProcessHandle::isAlive);

    supervisor.freeze(program);
    supervisor.kill(program);
    await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void endsWithTheLabLikeAnyOther() throws Exception {
    RunningProgram tidy = start("tidy", "trap 'echo tidied; exit' TERM; while :; do sleep 1; done");
    RunningProgram plain = start("plain", "exec sleep 600");
    supervisor.freeze(tidy);
    supervisor.freeze(plain);

    supervisor.closeFirst(List.of());

    assertThat(tidy.alive()).isFalse();
    assertThat(plain.alive()).isFalse();
    assertThat(LogTail.of(tidy.program().log(), 1)).containsExactly("tidied");
    assertThat(ProcessHandle.current().descendants().map(each -> each.info().arguments()))
        .noneMatch(given -> given.isPresent() && List.of(given.get()).contains("meitheal-freeze"));
  }

  @Test
  void saysWhatCannotBeDone() throws Exception {
    RunningProgram program = start("one", "exec sleep 600");
    assertThatThrownBy(() -> supervisor.thaw(program)).hasMessage("one is not frozen");
    supervisor.freeze(program);
    assertThatThrownBy(() -> supervisor.freeze(program)).hasMessage("one is frozen already");
    assertThatThrownBy(() -> start("one", "exec sleep 600"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("one is frozen: thaw it");
    supervisor.stop(program);
    assertThat(program.frozen()).isFalse();
    assertThatThrownBy(() -> supervisor.freeze(program)).hasMessage("one does not run");
    supervisor.closeFirst(List.of());
    assertThatThrownBy(() -> supervisor.freeze(program)).hasMessage("the lab is stopping");
  }

  @Test
  void letsGoOnWhatSomebodyElseStopped() throws Exception {
    RunningProgram program = start("one", "exec sleep 600");
    new ProcessBuilder("sh", "-c", "kill -s STOP " + program.pid()).start().waitFor();
    await(program::frozen);
    supervisor.thaw(program);
    await(() -> !program.frozen());
    assertThat(program.alive()).isTrue();
  }

  /** What goes on sees by itself that the lab is gone. */
  @Test
  void nothingStaysFrozenWhenTheLabIsKilled() throws Exception {
    Process lab =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FreezingLab.class.getName(),
                folder.resolve("sleeper.log").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = lab.inputReader()) {
      ProcessHandle sleeper = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      try {
        assertThat(Freeze.isFrozen(sleeper)).isTrue();
        lab.destroyForcibly().waitFor();
        await(() -> !Freeze.isFrozen(sleeper));
        assertThat(sleeper.isAlive()).isTrue();
      } finally {
        sleeper.destroyForcibly();
      }
    } finally {
      lab.destroyForcibly();
    }
  }

  private RunningProgram start(String name, String script) throws Exception {
    List<String> command = List.of("sh", "-c", script);
    return supervisor.start(new Program(name, command, Map.of(), folder.resolve(name)));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      Thread.onSpinWait();
    }
  }
}
