package org.meitheal.lab.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param environment added to the lab's own
 * @param log where its output goes, appended
 */
public record Program(
    String name, List<String> command, Map<String, String> environment, Path log) {
  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
