package org.meitheal.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.policy.Policies;
import org.meitheal.core.policy.Policy;
import org.meitheal.core.policy.Sight;

class SimulationTests {
  private static final Pipeline PIPELINE = Pipeline.published(Setting.CALIBRATED);
  private static final Trace SHORT = first(Trace.of(Trace.Rule.W3, 4, 3), 150);

  static List<String> policies() {
    return Policies.names();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void theSameSeedGivesTheSameResult(String policy) {
    assertThat(run(policy, SHORT, 5)).isEqualTo(run(policy, SHORT, 5));
    assertThat(run(policy, SHORT, 5)).isNotEqualTo(run(policy, SHORT, 6));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void coresAreNeverBookedTwiceAndEveryJobEndsOnce(String policy) {
    SimulationOutcome outcome =
        Simulation.run(PIPELINE, SHORT, policy(policy), 1, SimulationTests::noDeviceIsOverbooked);

    SimulationOutcome.Jobs jobs = outcome.jobs();
    assertThat(jobs.open()).isZero();
    assertThat(jobs.lowEndings().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(jobs.low());
    assertThat(jobs.lowInTime()).isLessThanOrEqualTo(jobs.lowEndings().get(JobEnding.COMPLETED));
  }

  private static void noDeviceIsOverbooked(Simulation simulation) {
    for (SimulatedDevice device : simulation.devices()) {
      assertThat(device.freeCores()).isBetween(0, device.cores());
    }
  }

  @Test
  void withPreemptionAllHighPriorityIsInTimeAndMoreFramesAreComplete() {
    Trace uniform = first(Trace.of(Trace.Rule.UNIFORM, 4, 1), 400);
    SimulationOutcome pats = run("pats", uniform, 1);
    SimulationOutcome patient = run("no-preemption", uniform, 1);

    assertThat(pats.highShare()).isEqualTo(1);
    assertThat(patient.highShare()).isBetween(0.75, 0.9);
    assertThat(pats.framesComplete()).isGreaterThan(patient.framesComplete());
    assertThat(pats.jobs().evictions()).isPositive();
  }

  @Test
  void wholeSetsSuspendAndMoveButEvictNothing() {
    SimulationOutcome outcome = run(Policies.MEITHEAL, SHORT, 1);

    assertThat(outcome.highShare()).isEqualTo(1);
    assertThat(outcome.jobs().suspensions()).isPositive();
    assertThat(outcome.jobs().moves()).isPositive();
    assertThat(outcome.jobs().evictions()).isZero();
    assertThat(outcome.link().busyShare()).isBetween(0.005, 0.05);
  }

  @Test
  void aQuietClusterCompletesEverything() {
    Trace quiet = new Trace("quiet", List.of(List.of(1, -1, -1, -1), List.of(-1, 0, -1, 1)));
    SimulationOutcome outcome = run(Policies.MEITHEAL, quiet, 1);

    assertThat(outcome.frames()).isEqualTo(3);
    assertThat(outcome.framesComplete()).isEqualTo(3);
    assertThat(outcome.jobs().low()).isEqualTo(2);
  }

  @Test
  void theUniformTraceHasEveryCombinationOnce() {
    Trace uniform = Trace.of(Trace.Rule.UNIFORM, 4, 9);

    assertThat(uniform.rows()).hasSize(1296).doesNotHaveDuplicates();
    assertThat(uniform.rows().stream().flatMap(List::stream).filter(v -> v >= 0)).hasSize(4320);
    assertThat(uniform.rows().stream().flatMap(List::stream).mapToInt(v -> Math.max(0, v)).sum())
        .isEqualTo(8640);
    assertThat(uniform).isEqualTo(Trace.of(Trace.Rule.UNIFORM, 4, 9));
    assertThat(uniform).isNotEqualTo(Trace.of(Trace.Rule.UNIFORM, 4, 8));
  }

  @Test
  void weightedTracesHaveTheirWeights() {
    Trace w4 = Trace.of(Trace.Rule.W4, 4, 1);
    long fours = w4.rows().stream().flatMap(List::stream).filter(v -> v == 4).count();
    long nothing = w4.rows().stream().flatMap(List::stream).filter(v -> v == -1).count();

    assertThat(fours / 5184.0).isCloseTo(0.4, within(0.03));
    assertThat(nothing / 5184.0).isCloseTo(0.05, within(0.015));
  }

  @Test
  void serviceTimesAreThoseOfTheSource() {
    assertThat(PIPELINE.low().durations(2).meanMs()).isCloseTo(14_557, within(1e-6));
    assertThat(PIPELINE.low().durations(4).meanMs()).isCloseTo(10_309, within(1e-6));
    assertThat(PIPELINE.low().durationMs(2, 0.9)).isEqualTo(16_920);
    assertThat(1 - PIPELINE.low().durations(2).quantileOf(Pipeline.RESERVED_ON_TWO_MS))
        .isCloseTo(0.11, within(0.01));
    Pipeline live = Pipeline.published(Setting.LIVE);
    assertThat(1 - live.low().durations(2).quantileOf(Pipeline.RESERVED_ON_TWO_MS))
        .isCloseTo(0.30, within(0.005));
    assertThat(1 - live.low().durations(4).quantileOf(Pipeline.RESERVED_ON_FOUR_MS))
        .isBetween(0.23, 0.55);
  }

  private static SimulationOutcome run(String policy, Trace trace, long seed) {
    return Simulation.run(PIPELINE, trace, policy(policy), seed, simulation -> {});
  }

  private static Policy policy(String name) {
    return Policies.named(name, Sight.STANDARD, new Random(1)::nextInt);
  }

  private static Trace first(Trace trace, int rows) {
    return new Trace(trace.name(), trace.rows().subList(0, rows));
  }
}
