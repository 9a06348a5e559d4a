package org.meitheal.lab.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Report;
import org.meitheal.core.policy.Control;
import org.meitheal.core.policy.Policy;
import org.meitheal.lab.simulation.Invariants.BrokenInvariant;
import org.meitheal.lab.simulation.Simulation.DeviceMaker;

/**
 * Random clusters, work, outages, stalls and skewed clocks. {@code -Dmeitheal.simulations=10000}
 * runs more of them, {@code -Dmeitheal.simulation.seed=N} the one that failed.
 */
class RandomClusterSimulationTests {
  private static final int RUNS = Integer.getInteger("meitheal.simulations", 500);
  private static final long ONLY = Long.getLong("meitheal.simulation.seed", -1);
  private static final int RUNS_TO_FIND_A_BUG = 200;

  @Test
  void theInvariantsHold() {
    for (long seed = ONLY < 0 ? 1 : ONLY; seed <= (ONLY < 0 ? RUNS : ONLY); seed++) {
      try {
        run(RandomCluster.of(seed), UnaryOperator.identity(), DeviceMaker.AS_IT_SHOULD_BE);
      } catch (RuntimeException broken) {
        fail(
            "seed %d, %s: repeat with -Dmeitheal.simulation.seed=%d"
                .formatted(seed, RandomCluster.of(seed), seed),
            broken);
      }
    }
  }

  /** Planted on purpose: each has to be found. */
  enum Bug {
    A_DEVICE_HAS_A_CORE_TOO_MANY,
    SUSPENDED_JOBS_ARE_FORGOTTEN,
    REFUSALS_ARE_FORGOTTEN,
    HIGH_PRIORITY_IS_HELD_BACK,
    LOSSES_ARE_NOT_HEARD_OF,
    JOBS_ARE_STARTED_TWICE
  }

  @ParameterizedTest
  @EnumSource
  void findsEachPlantedBug(Bug bug) {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= RUNS_TO_FIND_A_BUG; seed++) {
                run(RandomCluster.of(seed), policy -> new Buggy(policy, bug), devices(bug));
              }
            })
        .isInstanceOfAny(BrokenInvariant.class, IllegalStateException.class);
  }

  private static void run(
      RandomCluster cluster, UnaryOperator<Policy> changed, DeviceMaker devices) {
    Invariants invariants = new Invariants(cluster);
    Simulation simulation =
        new Simulation(
            cluster.pipeline(),
            cluster.faults(),
            changed.apply(cluster.newPolicy()),
            cluster.seed(),
            invariants,
            devices);
    invariants.atTheEnd(simulation, simulation.run(cluster.trace()));
  }

  private static DeviceMaker devices(Bug bug) {
    if (bug != Bug.A_DEVICE_HAS_A_CORE_TOO_MANY) {
      return DeviceMaker.AS_IT_SHOULD_BE;
    }
    return (pipeline, queue, computed) ->
        new SimulatedDevice(pipeline.cores(), pipeline.quantumMs(), queue, computed) {
          @Override
          int freeCores() {
            return super.freeCores() + 1;
          }
        };
  }

  /** A policy with a bug, or whose control has one. */
  private record Buggy(Policy policy, Bug bug) implements Policy {
    @Override
    public void released(JobSet set, Control control) {
      if (bug == Bug.HIGH_PRIORITY_IS_HELD_BACK && set.jobs().getFirst().high()) {
        control.wakeAt(control.nowMs());
        return;
      }
      policy.released(set, new BuggyControl(control, bug));
    }

    @Override
    public void computed(Job job, Control control) {
      policy.computed(job, new BuggyControl(control, bug));
    }

    @Override
    public void reported(Job job, Report report, Control control) {
      policy.reported(job, report, new BuggyControl(control, bug));
    }

    @Override
    public void woken(Control control) {
      policy.woken(new BuggyControl(control, bug));
    }

    @Override
    public void lost(Job job, Control control) {
      if (bug != Bug.LOSSES_ARE_NOT_HEARD_OF) {
        policy.lost(job, new BuggyControl(control, bug));
      }
    }
  }

  private record BuggyControl(Control control, Bug bug) implements Control {
    @Override
    public double nowMs() {
      return control.nowMs();
    }

    @Override
    public int devices() {
      return control.devices();
    }

    @Override
    public List<Integer> cell(int device) {
      return control.cell(device);
    }

    @Override
    public int cores(int device) {
      return control.cores(device);
    }

    @Override
    public void start(Job job, int device, int cores) {
      control.start(job, device, cores);
      if (bug == Bug.JOBS_ARE_STARTED_TWICE) {
        control.start(job, device, cores);
      }
    }

    @Override
    public void setCores(Job job, int cores) {
      if (bug != Bug.SUSPENDED_JOBS_ARE_FORGOTTEN || cores == 0) {
        control.setCores(job, cores);
      }
    }

    @Override
    public void move(Job job, int device, int cores) {
      control.move(job, device, cores);
    }

    @Override
    public void stop(Job job, JobEnding ending) {
      if (bug != Bug.REFUSALS_ARE_FORGOTTEN || ending != JobEnding.REFUSED) {
        control.stop(job, ending);
      }
    }

    @Override
    public void evict(Job job) {
      control.evict(job);
    }

    @Override
    public void wakeAt(double atMs) {
      control.wakeAt(atMs);
    }
  }
}
