package org.meitheal.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory a process has, as Linux accounts for it; zeros if the process is gone.
 *
 * @param rssKib all that is resident
 * @param pssKib its share of what it shares with others included
 */
record ProcessMemory(long rssKib, long pssKib) {
  private static final ProcessMemory GONE = new ProcessMemory(0, 0);

  static ProcessMemory of(long pid) {
    try {
      return parse(Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")));
    } catch (IOException gone) {
      return GONE;
    }
  }

  /** The process and all that it started. */
  static ProcessMemory withDescendants(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(child -> of(child.pid()))
        .reduce(of(pid), ProcessMemory::plus);
  }

  private ProcessMemory plus(ProcessMemory other) {
    return new ProcessMemory(rssKib + other.rssKib, pssKib + other.pssKib);
  }

  /** In units of 10⁶ bytes, to a tenth. */
  double rssMb() {
    return megabytes(rssKib);
  }

  /** In units of 10⁶ bytes, to a tenth. */
  double pssMb() {
    return megabytes(pssKib);
  }

  static ProcessMemory parse(List<String> rollup) {
    return new ProcessMemory(value(rollup, "Rss:"), value(rollup, "Pss:"));
  }

  private static long value(List<String> rollup, String name) {
    return rollup.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static double megabytes(long kib) {
    return Math.round(kib * 1.024 / 100) / 10.0;
  }
}
