package org.meitheal.lab.program;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the programs of the lab: starts them, and stops all of them, whatever was going on. Once it
 * is closed nothing more can be started, so nothing escapes a stop half way through the start.
 */
public final class Supervisor {
  private static final Duration WATCH_PAUSE = Duration.ofMillis(500);

  private final Map<String, RunningProgram> programs = new LinkedHashMap<>();
  private final Set<String> forAWhile = new HashSet<>();
  private final Duration grace;
  private boolean closed;

  /**
   * @param grace how long programs may take to end before they are killed
   */
  public Supervisor(Duration grace) {
    this.grace = grace;
  }

  /**
   * Starts a program; one of the same name must have ended.
   *
   * @throws IllegalStateException after {@link #closeFirst}
   */
  public synchronized RunningProgram start(Program program) throws IOException {
    if (closed) {
      throw new IllegalStateException("the lab is stopping");
    }
    RunningProgram before = programs.get(program.name());
    if (before != null && before.alive()) {
      throw new IllegalStateException(
          program.name() + (before.frozen() ? " is frozen: thaw it" : " already runs"));
    }
    RunningProgram started = RunningProgram.start(program);
    programs.put(program.name(), started);
    return started;
  }

  /**
   * Runs a program that ends by itself and forgets it afterwards. What is run for a while has
   * nothing to tidy up: {@link #closeFirst} kills it.
   */
  public boolean runToEnd(Program program, Duration patience)
      throws IOException, InterruptedException {
    RunningProgram started = startForAWhile(program);
    return forgetEnded(started, patience);
  }

  /**
   * Runs a program for a while, as {@link #runToEnd} does, until it has done what it is run for,
   * and asks it to end.
   *
   * @param done asked again and again
   * @return whether it ended in time
   */
  public boolean runUntil(Program program, BooleanSupplier done, Duration patience)
      throws IOException, InterruptedException {
    RunningProgram started = startForAWhile(program);
    long deadline = System.nanoTime() + patience.toNanos();
    while (started.alive() && !done.getAsBoolean() && System.nanoTime() - deadline < 0) {
      Thread.sleep(WATCH_PAUSE);
    }
    started.terminate();
    return forgetEnded(started, patience);
  }

  private synchronized RunningProgram startForAWhile(Program program) throws IOException {
    RunningProgram started = start(program);
    forAWhile.add(program.name());
    return started;
  }

  private boolean forgetEnded(RunningProgram program, Duration patience)
      throws InterruptedException {
    boolean ended = program.awaitEnd(patience);
    if (!ended) {
      kill(program);
    }
    synchronized (this) {
      programs.remove(program.name());
      forAWhile.remove(program.name());
    }
    return ended;
  }

  public synchronized @Nullable RunningProgram find(String name) {
    return programs.get(name);
  }

  public synchronized List<RunningProgram> programs() {
    return List.copyOf(programs.values());
  }

  /** Tells once of each program that has ended, until all are stopped. */
  public void watch(Consumer<RunningProgram> ended) {
    Set<RunningProgram> told = new HashSet<>();
    try {
      while (!closed()) {
        programs().stream().filter(p -> !p.alive() && told.add(p)).forEach(ended);
        Thread.sleep(WATCH_PAUSE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized boolean closed() {
    return closed;
  }

  /**
   * Stops one where it is, with all that it has started: it keeps its memory and its connections,
   * and does nothing. Whatever ends the lab ends this, too.
   *
   * @throws IllegalStateException if it does not run, or is frozen already
   */
  public synchronized void freeze(RunningProgram program) throws IOException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("the lab is stopping");
    }
    requireAlive(program);
    if (program.frozen()) {
      throw new IllegalStateException(program.name() + " is frozen already");
    }
    program.freeze();
  }

  /**
   * Has one go on.
   *
   * @throws IllegalStateException if it is not frozen
   */
  public void thaw(RunningProgram program) throws IOException, InterruptedException {
    requireAlive(program);
    if (!program.frozen()) {
      throw new IllegalStateException(program.name() + " is not frozen");
    }
    program.thaw();
  }

  private static void requireAlive(RunningProgram program) {
    if (!program.alive()) {
      throw new IllegalStateException(program.name() + " does not run");
    }
  }

  /** Stops one, by force after the grace period. */
  public void stop(RunningProgram program) throws InterruptedException {
    stopAll(List.of(program), grace);
  }

  /** Kills one without warning, as a failing machine would. */
  public void kill(RunningProgram program) throws InterruptedException {
    program.kill();
    program.awaitEnd(grace);
  }

  /** Stops those named, side by side, then everything else; by force after the grace period. */
  public void closeFirst(Collection<String> first) throws InterruptedException {
    closeFirst(first, grace);
  }

  /** As {@link #closeFirst(Collection)}, with a grace period of its own. */
  public void closeFirst(Collection<String> first, Duration ownGrace) throws InterruptedException {
    List<RunningProgram> early = new ArrayList<>();
    List<RunningProgram> late = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (String name : forAWhile) {
        Objects.requireNonNull(programs.get(name)).kill();
      }
      programs.values().forEach(p -> (first.contains(p.name()) ? early : late).add(p));
    }
    stopAll(early, ownGrace);
    stopAll(late, ownGrace);
  }

  private void stopAll(List<RunningProgram> stopped, Duration allowed) throws InterruptedException {
    for (RunningProgram program : stopped) {
      program.terminate();
    }
    long deadline = System.nanoTime() + allowed.toNanos();
    for (RunningProgram program : stopped) {
      long left = Math.max(0, deadline - System.nanoTime());
      if (!program.awaitEnd(Duration.ofNanos(left))) {
        program.kill();
        program.awaitEnd(grace);
      }
    }
  }
}
