package org.meitheal.lab.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meitheal.lab.program.OwnSession;

/**
 * Stops PostgreSQL when the lab is gone, however it went: a shell that waits for the end of a pipe
 * which the lab holds open.
 */
final class PostmasterGuard {
  private static final String SCRIPT =
      "cat > /dev/null; [ -f \"$1\" ] && kill -INT \"$(head -n 1 \"$1\")\"";

  private final Process shell;

  private PostmasterGuard(Process shell) {
    this.shell = shell;
  }

  static PostmasterGuard start(Path data) throws IOException {
    List<String> command =
        List.of("sh", "-c", SCRIPT, "meitheal-guard", data.resolve("postmaster.pid").toString());
    return new PostmasterGuard(
        new ProcessBuilder(OwnSession.of(command))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Ends it; it stops the server if that still runs. */
  void release() throws IOException, InterruptedException {
    shell.getOutputStream().close();
    if (!shell.waitFor(5, TimeUnit.SECONDS)) {
      shell.toHandle().destroyForcibly();
    }
  }
}
