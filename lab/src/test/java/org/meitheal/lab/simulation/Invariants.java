package org.meitheal.lab.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.core.job.JobEnding;

/** What must hold after every event, and at the end. */
final class Invariants implements Simulation.Observer {
  /** For messages to arrive and quanta to end. */
  private static final double PATIENCE_MS = 3_000;

  private final RandomCluster cluster;
  private final boolean sure;
  private final boolean wholeSets;
  private final IdentityHashMap<Task, Double> waitsSince = new IdentityHashMap<>();

  Invariants(RandomCluster cluster) {
    this.cluster = cluster;
    this.sure = isSure(cluster);
    this.wholeSets = List.of("meitheal", "local-only").contains(cluster.policy());
  }

  /** Those that reserve halt a job that a stalled transfer keeps beyond its reservation. */
  private static boolean isSure(RandomCluster cluster) {
    return switch (cluster.policy()) {
      case "meitheal", "local-only" -> true;
      case "no-preemption" -> false;
      default -> cluster.faults().stallShare() == 0;
    };
  }

  @Override
  public void after(Simulation simulation) {
    for (SimulatedDevice device : simulation.devices()) {
      noneWaitsBesideFreeCores(device, simulation.nowMs());
      int used = 0;
      for (Task task : device.tasks()) {
        used += task.cores();
        if (task.cores() > 0
            && task.job().times().widths().stream().noneMatch(w -> w.cores() == task.cores())) {
          throw new BrokenInvariant(task.job() + " runs on " + task.cores() + " cores");
        }
      }
      if (used > cluster.pipeline().cores()) {
        throw new BrokenInvariant(
            "a device of %d cores uses %d".formatted(cluster.pipeline().cores(), used));
      }
      if (!device.up() && !device.tasks().isEmpty()) {
        throw new BrokenInvariant("a device that is gone has tasks");
      }
    }
  }

  /** What is suspended goes on as soon as it can. */
  private void noneWaitsBesideFreeCores(SimulatedDevice device, double nowMs) {
    for (Task task : device.tasks()) {
      if (task.cores() > 0 || task.job().times().fewestCores() > device.freeCores()) {
        waitsSince.remove(task);
      } else if (nowMs - waitsSince.computeIfAbsent(task, first -> nowMs) > PATIENCE_MS) {
        throw new BrokenInvariant("suspended beside free cores: " + task.job());
      }
    }
  }

  /** A set of which a job is lost is given up as a whole, as soon as that is known. */
  private void noneGoesOnForALostSet(List<Task> tasks) {
    Map<Long, Double> lostMs = new HashMap<>();
    for (Task task : tasks) {
      if (task.ending() == JobEnding.LOST) {
        lostMs.merge(task.job().set(), task.endedMs(), Math::min);
      }
    }
    double knownMs = cluster.faults().leaseMs() + PATIENCE_MS;
    for (Task task : tasks) {
      Double lost = lostMs.get(task.job().set());
      if (lost != null && task.endedMs() > lost + knownMs) {
        throw new BrokenInvariant("went on for a lost set: " + task.job());
      }
    }
  }

  /** Every job has ended, the books balance, and high priority was in time where it could be. */
  void atTheEnd(Simulation simulation, SimulationOutcome outcome) {
    List<Task> tasks = new ArrayList<>();
    simulation.tasks().forEach(tasks::add);
    for (Task task : tasks) {
      if (task.ending() == null) {
        throw new BrokenInvariant("never ended: " + task.job());
      }
      boolean late =
          task.ending() != JobEnding.COMPLETED || task.endedMs() > task.job().deadlineMs();
      if (sure && task.job().high() && late && !cluster.everOut(task.job().source())) {
        throw new BrokenInvariant(
            "high priority was late though its device was there: " + task.job());
      }
    }
    if (wholeSets) {
      noneGoesOnForALostSet(tasks);
    }
    SimulationOutcome.Jobs jobs = outcome.jobs();
    int low = jobs.lowEndings().values().stream().mapToInt(Integer::intValue).sum();
    if (low != jobs.low() || jobs.high() + jobs.low() != tasks.size()) {
      throw new BrokenInvariant("the books do not balance: " + jobs);
    }
    for (SimulatedDevice device : simulation.devices()) {
      if (!device.tasks().isEmpty()) {
        throw new BrokenInvariant("left behind: " + device.tasks().getFirst().job());
      }
    }
  }

  /** Something that must hold does not. */
  static final class BrokenInvariant extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenInvariant(String message) {
      super(message);
    }
  }
}
