package org.meitheal.lab.experiment;

import java.util.Random;
import org.meitheal.core.policy.Policies;
import org.meitheal.core.policy.Policy;
import org.meitheal.core.policy.Sight;
import org.meitheal.lab.simulation.Pipeline;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.Simulation;
import org.meitheal.lab.simulation.SimulationOutcome;
import org.meitheal.lab.simulation.Trace;

/**
 * One run.
 *
 * @param policy by its name
 * @param blind whether policies that look ahead hear nothing of how far jobs are
 * @param seed of the trace, the service times, the link and the policy's own draws
 */
public record Scenario(Trace.Rule trace, String policy, Setting setting, boolean blind, long seed) {
  private static final long STREAM_OF_POLICY = 0x706f6cL;

  public Scenario {
    requirePolicy(policy);
  }

  /** Runs it; the same every time. */
  public SimulationReport run() {
    return run(newPolicy());
  }

  /** Runs it and measures what its decisions take on this computer. */
  public SimulationReport runTimed() {
    TimedPolicy timed = new TimedPolicy(newPolicy());
    return run(timed).withDecisions(timed.times());
  }

  private SimulationReport run(Policy decides) {
    Pipeline pipeline = Pipeline.published(setting);
    Trace made = Trace.of(trace, pipeline.devices(), seed);
    SimulationOutcome outcome = Simulation.run(pipeline, made, decides, seed, simulation -> {});
    return SimulationReport.of(this, outcome);
  }

  private Policy newPolicy() {
    Sight sight = blind ? Sight.BLIND : Sight.STANDARD;
    return Policies.named(policy, sight, new Random(seed ^ STREAM_OF_POLICY)::nextInt);
  }

  /**
   * Sees that there is such a policy.
   *
   * @throws IllegalArgumentException if not, saying which there are
   */
  public static void requirePolicy(String name) {
    Policies.named(name, Sight.STANDARD, bound -> 0);
  }
}
