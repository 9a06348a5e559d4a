package org.meitheal.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory a process has, its share of what it shares with others included. */
final class ProcessMemory {
  private static final String PSS = "Pss:";

  private ProcessMemory() {}

  /** The proportional set size in KiB, as Linux accounts for it; 0 if the process is gone. */
  static long pssKib(long pid) {
    try {
      return parse(Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")));
    } catch (IOException gone) {
      return 0;
    }
  }

  static long parse(List<String> rollup) {
    return rollup.stream()
        .filter(line -> line.startsWith(PSS))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
