package org.meitheal.protocol.process;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends this process when the one that started it ends, so that a launcher that was killed leaves
 * nothing behind. Exits through {@link System#exit}, hence with the usual graceful shutdown.
 */
public final class ParentProcess {
  /** System property or environment variable that names the parent. */
  public static final String NAME = "MEITHEAL_PARENT_PID";

  private ParentProcess() {}

  /**
   * First line of every {@code main}. Does nothing where no parent is named.
   *
   * @throws IllegalArgumentException if the name is no process id
   */
  public static void follow() {
    follow(System.getProperty(NAME, System.getenv(NAME)), () -> System.exit(0));
  }

  static void follow(@Nullable String pid, Runnable exit) {
    if (pid == null || pid.isBlank()) {
      return;
    }
    Optional<ProcessHandle> parent = ProcessHandle.of(parse(pid));
    if (parent.isEmpty()) {
      exit.run();
      return;
    }
    var _ = parent.get().onExit().thenRun(exit);
  }

  private static long parse(String pid) {
    try {
      return Long.parseLong(pid.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(NAME + " is no process id: '" + pid + "'", notANumber);
    }
  }
}
