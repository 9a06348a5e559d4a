package org.meitheal.lab.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Holds a process and all that it has started still, until {@link #end}: by a shell that stops
 * them, waits for the end of a pipe which the lab holds open, and has them go on. So nothing stays
 * frozen when the lab is gone, however it went.
 */
final class Freeze {
  private static final String SCRIPT = "kill -s STOP \"$@\"; cat > /dev/null; kill -s CONT \"$@\"";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final List<Process> shells = new ArrayList<>();

  private Freeze() {}

  /**
   * Returns when they are still.
   *
   * @throws IOException if they cannot be stopped; they go on, then
   */
  static Freeze of(ProcessHandle process) throws IOException, InterruptedException {
    Freeze freeze = new Freeze();
    try {
      // First itself: what is stopped starts nothing more.
      freeze.hold(List.of(process));
      List<ProcessHandle> started = process.descendants().toList();
      if (!started.isEmpty()) {
        freeze.hold(started);
      }
      return freeze;
    } catch (IOException | InterruptedException failed) {
      freeze.end();
      throw failed;
    }
  }

  private void hold(List<ProcessHandle> processes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "meitheal-freeze"));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    shells.add(
        new ProcessBuilder(OwnSession.of(command))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!processes.stream().allMatch(one -> !one.isAlive() || isFrozen(one))) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("it cannot be frozen");
      }
      Thread.sleep(PAUSE);
    }
  }

  /** As the system says, which also knows what others did. */
  static boolean isFrozen(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("T");
    } catch (IOException noSuchProcess) {
      return false;
    }
  }

  /** Has them go on. Safe to repeat. */
  void end() throws IOException, InterruptedException {
    for (Process shell : shells.reversed()) {
      shell.getOutputStream().close();
      if (!shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        shell.toHandle().destroyForcibly();
      }
    }
  }

  /** Itself and all that it has started. */
  static List<ProcessHandle> all(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }
}
