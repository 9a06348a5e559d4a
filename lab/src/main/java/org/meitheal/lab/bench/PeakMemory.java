package org.meitheal.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most that a process has resident from a moment on, as Linux accounts for it. */
final class PeakMemory {
  private static final String RESET_PEAK = "5";

  private final Path status;
  private final long idleKib;

  private PeakMemory(Path status, long idleKib) {
    this.status = status;
    this.idleKib = idleKib;
  }

  /** Begins now, with what it has now. */
  static PeakMemory from(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    Files.write(process.resolve("clear_refs"), RESET_PEAK.getBytes(StandardCharsets.US_ASCII));
    Path status = process.resolve("status");
    return new PeakMemory(status, value(status, "VmRSS:"));
  }

  /** Peak − idle, in units of 10⁶ bytes. */
  double megabytes() throws IOException {
    return (value(status, "VmHWM:") - idleKib) * 1.024 / 1000;
  }

  private static long value(Path status, String name) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(status + " does not say " + name);
  }
}
