package org.meitheal.lab.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server that works on a data folder, as its {@code postmaster.pid} names it. */
final class Postmaster {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path data;

  Postmaster(Path data) {
    this.data = data;
  }

  /**
   * The server, if it lives. The pid in a file left by a machine that lost its power may by now be
   * another program's, so the folder must match too.
   */
  Optional<ProcessHandle> find() {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      if (lines.size() < 2 || !Path.of(lines.get(1).strip()).equals(data)) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(Postmaster::isPostgres)
          .filter(Postmaster::lives);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
  }

  /** Stops it without waiting for its clients; by force when it takes too long. */
  void stop() throws InterruptedException, IOException {
    Optional<ProcessHandle> found = find();
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle server = found.get();
    signal(server, "INT");
    if (!awaitEnd(server)) {
      signal(server, "QUIT");
      if (!awaitEnd(server)) {
        server.destroyForcibly();
        awaitEnd(server);
      }
    }
  }

  /** Java sends TERM and KILL only; TERM would wait for all clients to leave. */
  private static void signal(ProcessHandle server, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /**
   * The server is no child of the lab. Where nobody collects it (a container without an init), it
   * stays as a zombie, so this looks at the process's state and does not wait for its exit.
   */
  private static boolean awaitEnd(ProcessHandle server) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (lives(server)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private static boolean lives(ProcessHandle server) {
    try {
      String stat = Files.readString(Path.of("/proc/" + server.pid() + "/stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException noSuchProcess) {
      return false;
    }
  }
}
