package org.meitheal.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTests {
  private final Supervisor supervisor = new Supervisor(Duration.ofSeconds(5));
  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    supervisor.closeFirst(List.of());
  }

  @Test
  void givesAProgramItsEnvironmentAndKeepsItsOutput() throws Exception {
    RunningProgram program =
        supervisor.start(shell("talker", "echo \"$GREETING from $MEITHEAL_PARENT_PID\""));
    assertThat(program.awaitEnd(Duration.ofSeconds(60))).isTrue();
    assertThat(LogTail.of(program.program().log(), 1))
        .containsExactly("hello from " + ProcessHandle.current().pid());
  }

  @Test
  void asksAProgramToEndAndItMayTidyUp() throws Exception {
    Path tidied = folder.resolve("tidied");
    RunningProgram program = supervisor.start(java("Tidy", StandIns.TIDY, tidied.toString()));
    awaitLine(program, "ready");
    supervisor.stop(program);
    assertThat(program.alive()).isFalse();
    assertThat(tidied).exists();
  }

  @Test
  void endsAProgramThatHasDoneItsPartAndForgetsIt() throws Exception {
    Path done = folder.resolve("done");
    Program program =
        shell(
            "worker",
            "trap 'echo asked to end; exit 0' TERM; touch '%s'; while :; do sleep 0.1; done"
                .formatted(done));

    assertThat(supervisor.runUntil(program, () -> Files.exists(done), Duration.ofSeconds(30)))
        .isTrue();
    assertThat(LogTail.of(program.log(), 1)).containsExactly("asked to end");
    assertThat(supervisor.find("worker")).isNull();
  }

  @Test
  void killsAProgramThatDoesNotEndInTime() throws Exception {
    Supervisor impatient = new Supervisor(Duration.ofMillis(300));
    RunningProgram program =
        impatient.start(shell("stubborn", "trap '' TERM; echo ready; while :; do sleep 1; done"));
    awaitLine(program, "ready");
    impatient.closeFirst(List.of());
    assertThat(program.alive()).isFalse();
  }

  @Test
  void killsAtOnceWhatRunsForAWhile() throws Exception {
    Supervisor patient = new Supervisor(Duration.ofMinutes(5));
    Path ready = folder.resolve("ready");
    Program stubborn =
        shell(
            "rehearsal", "trap '' TERM; touch '%s'; while :; do sleep 0.1; done".formatted(ready));

    patient.runUntil(stubborn, () -> closedOnce(patient, ready), Duration.ofMinutes(5));

    assertThat(patient.closed()).isTrue();
    assertThat(patient.programs()).isEmpty();
  }

  private static boolean closedOnce(Supervisor supervisor, Path ready) {
    try {
      if (Files.exists(ready)) {
        supervisor.closeFirst(List.of());
      }
      return false;
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void startsNothingOnceItIsClosed() throws Exception {
    supervisor.closeFirst(List.of());
    assertThatThrownBy(() -> supervisor.start(shell("late", "sleep 100")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsHowAProgramDied() throws Exception {
    RunningProgram program = supervisor.start(shell("fragile", "echo cannot go on; exit 3"));
    program.awaitEnd(Duration.ofSeconds(60));
    assertThat(program.died())
        .hasMessageContaining("fragile ended with exit code 3")
        .hasMessageContaining("cannot go on");
  }

  @Test
  void mayStartAProgramAgainThatHasEnded() throws Exception {
    supervisor.start(shell("again", "exit 0")).awaitEnd(Duration.ofSeconds(60));
    RunningProgram second = supervisor.start(shell("again", "sleep 100"));
    assertThatThrownBy(() -> supervisor.start(shell("again", "sleep 100")))
        .hasMessageContaining("already runs");
    assertThat(second.alive()).isTrue();
  }

  private Program shell(String name, String script) {
    return new Program(
        name, List.of("sh", "-c", script), Map.of("GREETING", "hello"), folder.resolve(name));
  }

  private Program java(String name, String source, String argument) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Program(
        name, List.of(java, file.toString(), argument), Map.of(), folder.resolve(name + ".log"));
  }

  private static void awaitLine(RunningProgram program, String line) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!LogTail.of(program.program().log(), 5).contains(line)) {
      assertThat(System.nanoTime() - deadline).isNegative();
      assertThat(program.alive()).isTrue();
      Thread.onSpinWait();
    }
  }
}
