package org.meitheal.lab.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A lab in a process of its own, which is to be killed: its one program is frozen. */
final class FreezingLab {
  private FreezingLab() {}

  public static void main(String[] arguments) throws Exception {
    Supervisor supervisor = new Supervisor(Duration.ofSeconds(5));
    Path log = Path.of(arguments[0]);
    RunningProgram program =
        supervisor.start(new Program("sleeper", List.of("sleep", "600"), Map.of(), log));
    supervisor.freeze(program);
    System.out.println(program.pid());
    System.out.flush();
    Thread.sleep(Duration.ofMinutes(10));
  }
}
