package org.meitheal.lab.program;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the lab. */
public final class RunningProgram {
  private static final int SHOWN_LINES = 20;

  private final Program program;
  private final Process process;

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

  /** Asks it to end. Not by {@link Process#destroy()}, which closes the pipes as well. */
  void terminate() {
    handle().destroy();
  }

  /** Ends it at once. */
  void kill() {
    handle().destroyForcibly();
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
