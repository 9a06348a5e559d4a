package org.meitheal.lab.program;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the lab. */
public final class RunningProgram {
  private static final int SHOWN_LINES = 20;

  private final Program program;
  private final Process process;
  private @Nullable Freeze freeze;

  private RunningProgram(Program program, Process process) {
    this.program = program;
    this.process = process;
  }

  /**
   * Starts it in a session of its own, so that Ctrl-C in a terminal reaches the lab alone, which
   * then stops the others in order.
   */
  static RunningProgram start(Program program) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(OwnSession.of(program.command()));
    builder.environment().putAll(program.environment());
    builder.environment().put("MEITHEAL_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    return new RunningProgram(program, builder.start());
  }

  public String name() {
    return program.name();
  }

  public Program program() {
    return program;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether it is stopped as a whole, by {@link Supervisor#freeze} or by somebody else. */
  public boolean frozen() {
    return alive() && Freeze.isFrozen(handle());
  }

  /** Stops it with all that it has started, where they are. */
  synchronized void freeze() throws IOException, InterruptedException {
    release();
    freeze = Freeze.of(handle());
  }

  /** Has it go on, whoever stopped it. */
  synchronized void thaw() throws IOException, InterruptedException {
    if (freeze == null && frozen()) {
      freeze = Freeze.of(handle());
    }
    release();
  }

  private void release() throws IOException, InterruptedException {
    Freeze held = freeze;
    freeze = null;
    if (held != null) {
      held.end();
    }
  }

  /**
   * Asks it to end; what is frozen goes on for that. Not by {@link Process#destroy()}, which closes
   * the pipes as well.
   */
  void terminate() throws InterruptedException {
    handle().destroy();
    try {
      thaw();
    } catch (IOException staysFrozen) {
      kill();
    }
  }

  /** Ends it at once, with all that it has started, frozen or not. */
  synchronized void kill() throws InterruptedException {
    Freeze.all(handle()).forEach(ProcessHandle::destroyForcibly);
    try {
      release();
    } catch (IOException nothingLeftToRelease) {
      // What was frozen is gone.
    }
  }

  boolean awaitEnd(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What to tell a person of one that ended by itself. */
  public ProgramFailedException died() {
    List<String> tail = LogTail.of(program.log(), SHOWN_LINES);
    return new ProgramFailedException(
        "%s ended with exit code %d. The end of %s:%n  %s"
            .formatted(
                program.name(),
                process.exitValue(),
                program.log(),
                String.join(System.lineSeparator() + "  ", tail)));
  }
}
