package org.meitheal.lab.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.meitheal.lab.program.Program;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.lab.state.StateFolder;

/**
 * Ahead-of-time caches of loaded classes, made once per build: a start takes about 0.4 of the time.
 * Without one everything works, only slower, so failing to make one is no failure.
 */
public final class StartUpCaches {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supervisor supervisor;
  private final StateFolder state;

  public StartUpCaches(Supervisor supervisor, StateFolder state) {
    this.supervisor = supervisor;
    this.state = state;
  }

  /** One service for each cache that is missing. */
  public static List<ServiceProgram> missing(Collection<ServiceProgram> services) {
    Map<Path, ServiceProgram> missing = new LinkedHashMap<>();
    services.stream().filter(s -> !s.cached()).forEach(s -> missing.putIfAbsent(s.cache(), s));
    return List.copyOf(missing.values());
  }

  /**
   * Makes a cache.
   *
   * @param problem told in a sentence if there is none afterwards
   */
  public void make(ServiceProgram service, Consumer<String> problem)
      throws IOException, InterruptedException {
    Path unfinished = service.cache().resolveSibling("unfinished.aot");
    Files.deleteIfExists(unfinished);
    Program training = service.training(unfinished, state.log("cache-" + service.jar().module()));
    if (!supervisor.runToEnd(training, PATIENCE)) {
      problem.accept("took too long");
    } else if (!Files.exists(unfinished)) {
      problem.accept("failed; see " + training.log());
    } else {
      Files.move(unfinished, service.cache(), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
