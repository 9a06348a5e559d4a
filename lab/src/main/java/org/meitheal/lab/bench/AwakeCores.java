package org.meitheal.lab.bench;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps this computer's cores from falling idle, in the scheduling class that everything else goes
 * before. A slowed-down lane computes for a tenth of its time only. A core that idles in between
 * goes cold, and what it computes next takes up to 1.5 times as long (ADR 9); the device that the
 * lane stands for has no such pauses.
 */
final class AwakeCores implements AutoCloseable {
  private static final String TOOL = "/usr/bin/chrt";

  /** Ends by itself when this process is gone, however it ended. */
  private static final String LOOP =
      "while [ -d /proc/$0 ]; do i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; done";

  private final List<Process> loops = new ArrayList<>();

  /** None where the system has no tool for that. */
  static AwakeCores keep() throws IOException {
    AwakeCores cores = new AwakeCores();
    if (new File(TOOL).canExecute()) {
      String owner = Long.toString(ProcessHandle.current().pid());
      for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
        cores.loops.add(
            new ProcessBuilder(TOOL, "--idle", "0", "/bin/sh", "-c", LOOP, owner).start());
      }
    }
    return cores;
  }

  /** Whether they are kept so. */
  boolean awake() {
    return !loops.isEmpty() && loops.stream().allMatch(Process::isAlive);
  }

  @Override
  public void close() {
    loops.forEach(Process::destroyForcibly);
  }
}
