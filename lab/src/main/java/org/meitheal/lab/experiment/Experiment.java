package org.meitheal.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.meitheal.core.policy.Policies;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.Trace;

/** All policies on all traces, with both settings, over several seeds. */
public final class Experiment {
  private Experiment() {}

  /** What there is to run. */
  public static List<Scenario> scenarios(int seeds) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      for (String policy : Policies.names()) {
        scenarios.addAll(scenarios(policy, setting, false, seeds));
      }
      scenarios.addAll(scenarios(Policies.MEITHEAL, setting, true, seeds));
    }
    return scenarios;
  }

  private static List<Scenario> scenarios(
      String policy, Setting setting, boolean blind, int seeds) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Trace.Rule trace : Trace.Rule.values()) {
      for (int seed = 1; seed <= seeds; seed++) {
        scenarios.add(new Scenario(trace, policy, setting, blind, seed));
      }
    }
    return scenarios;
  }

  /**
   * Runs them on all cores.
   *
   * @param done told after each how many are done
   * @return in the order of the scenarios
   */
  public static List<SimulationReport> run(List<Scenario> scenarios, Consumer<Integer> done)
      throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Future<SimulationReport>> running = new ArrayList<>();
      for (Scenario scenario : scenarios) {
        running.add(pool.submit((Callable<SimulationReport>) scenario::run));
      }
      List<SimulationReport> reports = new ArrayList<>();
      for (Future<SimulationReport> future : running) {
        reports.add(future.get());
        done.accept(reports.size());
      }
      return reports;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a simulation failed", failed.getCause());
    }
  }
}
