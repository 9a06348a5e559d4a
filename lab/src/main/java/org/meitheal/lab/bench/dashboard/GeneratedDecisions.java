package org.meitheal.lab.bench.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.bench.dashboard.GeneratedFleet.Machine;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/** Decisions of a busy site: 16 candidates each, one in 50 refused, one in 20 late. */
final class GeneratedDecisions {
  private static final int CANDIDATES = 16;
  private static final double DEADLINE_MS = 400;

  private final Random random = new Random(7);
  private final List<Machine> machines;
  private long made;

  GeneratedDecisions(GeneratedFleet fleet) {
    this.machines = fleet.machines();
  }

  /** The next one, just made. */
  DecisionView next(Instant now) {
    long number = ++made;
    boolean refused = number % 50 == 0;
    int chosen = random.nextInt(CANDIDATES);
    List<CandidateView> candidates =
        IntStream.range(0, CANDIDATES)
            .mapToObj(i -> candidate(anyMachine(), !refused && i == chosen))
            .toList();
    CandidateView winner = candidates.get(chosen);
    return new DecisionView(
        "bench.%013d".formatted(number),
        now,
        GeneratedFleet.MODEL,
        anyMachine().id(),
        "frugal",
        0.95,
        DEADLINE_MS,
        602_112,
        1,
        refused ? "infeasible" : "chosen",
        refused ? null : winner.placement(),
        refused ? null : winner.device(),
        refused ? null : winner.predictedMs(),
        !refused,
        refused
            ? "No candidate has a chance of being in time."
            : "Cheapest candidate that meets the deadline with 95 %.",
        number,
        420,
        candidates,
        null);
  }

  /** The same, once it has run; as it is where there was nothing to run. */
  DecisionView ended(DecisionView decision, Instant now) {
    return decision.device() == null ? decision : with(decision, execution(decision, now));
  }

  private ExecutionView execution(DecisionView decision, Instant now) {
    Double predicted = decision.predictedMs();
    double expected = predicted == null ? DEADLINE_MS : predicted;
    boolean late = random.nextInt(20) == 0;
    double actual = late ? DEADLINE_MS + 50 : expected * (0.9 + random.nextDouble() / 5);
    return new ExecutionView(
        "x-" + decision.id(),
        decision.id(),
        decision.model(),
        late ? "expired" : "completed",
        decision.device(),
        decision.placement(),
        1,
        DEADLINE_MS,
        predicted,
        actual,
        !late,
        new Timings(0.3, 24, actual - 30, 1.2),
        null,
        late ? "The deadline has passed." : null,
        now);
  }

  private Machine anyMachine() {
    return machines.get(random.nextInt(machines.size()));
  }

  private CandidateView candidate(Machine machine, boolean chosen) {
    double compute = 100 + random.nextInt(60);
    return new CandidateView(
        machine.tier().name().toLowerCase(java.util.Locale.ROOT),
        machine.id(),
        chosen,
        machine.lanes(),
        1,
        5.2,
        25e6,
        0.0,
        27.2,
        compute,
        2.6,
        compute + 29.8,
        8.0,
        compute + 42,
        0.97,
        compute + 29.8,
        null,
        chosen ? null : "Costs more than the chosen one.");
  }

  private static DecisionView with(DecisionView it, @Nullable ExecutionView execution) {
    return new DecisionView(
        it.id(),
        it.at(),
        it.model(),
        it.source(),
        it.objective(),
        it.targetReliability(),
        it.timeLeftMs(),
        it.inputBytes(),
        it.attempt(),
        it.outcome(),
        it.placement(),
        it.device(),
        it.predictedMs(),
        it.targetMet(),
        it.why(),
        it.fleetVersion(),
        it.fleetAgeMs(),
        it.candidates(),
        execution);
  }
}
