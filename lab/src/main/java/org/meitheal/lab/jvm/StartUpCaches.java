package org.meitheal.lab.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.meitheal.lab.program.FreePorts;
import org.meitheal.lab.program.Program;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.StateFolder;

/**
 * Ahead-of-time caches of loaded classes, made once per build: a start takes about 0.4 of the time.
 * Without one everything works, only slower, so failing to make one is no failure.
 */
public final class StartUpCaches {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int AT_ONCE = 2;

  private final Supervisor supervisor;
  private final StateFolder state;
  private final Progress progress;

  public StartUpCaches(Supervisor supervisor, StateFolder state, Progress progress) {
    this.supervisor = supervisor;
    this.state = state;
    this.progress = progress;
  }

  /** One service for each cache that is missing. */
  public static List<ServiceProgram> missing(Collection<ServiceProgram> services) {
    Map<Path, ServiceProgram> missing = new LinkedHashMap<>();
    services.stream().filter(s -> !s.cached()).forEach(s -> missing.putIfAbsent(s.cache(), s));
    return List.copyOf(missing.values());
  }

  /** Makes caches, two at a time, and says so. */
  public void make(List<ServiceProgram> services, Optional<OwnJar> own)
      throws IOException, InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (ServiceProgram service : services) {
      tasks.add(making(service.jar().module(), problem -> make(service, problem)));
    }
    own.ifPresent(lab -> tasks.add(making("the lab", problem -> makeOwn(lab, problem))));
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Void> made : pool.invokeAll(tasks)) {
        made.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("a start-up cache: " + failed.getCause(), failed);
    }
  }

  private Callable<Void> making(String whose, Making making) {
    String subject = "start-up cache of " + whose;
    return () -> {
      if (supervisor.closed()) {
        return null;
      }
      progress.report(subject, "being made (once per build)");
      AtomicReference<String> end = new AtomicReference<>("made");
      making.make(problem -> end.set("none: " + problem));
      if (!supervisor.closed()) {
        progress.report(subject, end.get());
      }
      return null;
    };
  }

  /** Makes a cache. */
  private interface Making {
    /**
     * Makes it.
     *
     * @param problem told in a sentence if there is none afterwards
     */
    void make(Consumer<String> problem) throws IOException, InterruptedException;
  }

  private void make(ServiceProgram service, Consumer<String> problem)
      throws IOException, InterruptedException {
    Path unfinished = unfinished(service.cache());
    Path log = state.log("cache-" + service.jar().module());
    boolean ended;
    if (service.canRehearse()) {
      List<Integer> ports = FreePorts.find(2);
      int port = ports.getFirst();
      Program rehearsal = service.rehearsal(unfinished, port, ports.getLast(), log);
      Rehearsal done = new Rehearsal("http://%s:%d".formatted(service.address(), port));
      ended = supervisor.runUntil(rehearsal, done, PATIENCE);
    } else {
      ended = supervisor.runToEnd(service.training(unfinished, log), PATIENCE);
    }
    keep(ended, unfinished, service.cache(), log, problem);
  }

  private void makeOwn(OwnJar own, Consumer<String> problem)
      throws IOException, InterruptedException {
    Path unfinished = unfinished(own.cache());
    Program training = own.training(unfinished, state);
    boolean ended = supervisor.runToEnd(training, PATIENCE);
    keep(ended, unfinished, own.cache(), training.log(), problem);
  }

  private static Path unfinished(Path cache) throws IOException {
    Path unfinished = cache.resolveSibling("unfinished.aot");
    discard(unfinished);
    return unfinished;
  }

  /** With what the JVM keeps beside it while it makes one. */
  private static void discard(Path unfinished) throws IOException {
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
  }

  private void keep(boolean ended, Path unfinished, Path cache, Path log, Consumer<String> problem)
      throws IOException {
    if (supervisor.closed()) {
      discard(unfinished);
    } else if (!ended) {
      problem.accept("took too long");
    } else if (!Files.exists(unfinished)) {
      problem.accept("failed; see " + log);
    } else {
      Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
