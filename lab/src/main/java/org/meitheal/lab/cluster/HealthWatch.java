package org.meitheal.lab.cluster;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.program.RunningProgram;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.lab.progress.Progress;

/** Waits until processes say that they are well. */
final class HealthWatch {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Supervisor supervisor;
  private final Http http;
  private final Progress progress;
  private final long startedNanos = System.nanoTime();
  private final Set<String> healthy = ConcurrentHashMap.newKeySet();

  HealthWatch(Supervisor supervisor, Http http, Progress progress) {
    this.supervisor = supervisor;
    this.http = http;
    this.progress = progress;
  }

  /**
   * Waits for all of them.
   *
   * @param addresses by name, {@code http://host:port}
   * @throws ProgramFailedException if one dies, or takes longer
   */
  void await(Map<String, String> addresses, Duration patience)
      throws IOException, InterruptedException {
    Map<String, String> missing = new LinkedHashMap<>(addresses);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      requireAlive();
      missing.entrySet().removeIf(entry -> healthy(entry.getKey(), entry.getValue()));
      if (missing.isEmpty()) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new ProgramFailedException(
            "not ready after %d s: %s. Their logs say more: `./meitheal logs %s`"
                .formatted(
                    patience.toSeconds(),
                    String.join(", ", missing.keySet()),
                    missing.keySet().iterator().next()));
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Throws if a process has ended by itself. */
  void requireAlive() {
    for (RunningProgram program : supervisor.programs()) {
      if (!program.alive()) {
        throw program.died();
      }
    }
  }

  private boolean healthy(String name, String address) {
    if (healthy.contains(name)) {
      return true;
    }
    try {
      boolean well = http.get(URI.create(address + "/actuator/health"), Map.of(), PROBE).ok();
      if (well) {
        healthy.add(name);
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        progress.report(name, "up after %.1f s".formatted(seconds));
      }
      return well;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
