package org.meitheal.scheduler.objective;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meitheal.core.slo.Counts;
import org.meitheal.core.slo.Ending;
import org.meitheal.core.slo.Guidance;
import org.meitheal.core.slo.Guidance.Influence;
import org.meitheal.core.slo.Selector.Subject;
import org.meitheal.core.slo.Slo;
import org.meitheal.core.slo.Slo.Verdict;
import org.meitheal.core.slo.Step;
import org.meitheal.protocol.scheduler.ExecutionView;

/** The objectives as requests meet them: told of each end, asked before each plan. Never waits. */
public final class Objectives {
  private final InstantSource clock;
  private volatile List<Tracked> tracked = List.of();
  private volatile List<Influence> influences = List.of();

  Objectives(InstantSource clock) {
    this.clock = clock;
  }

  /** An execution has ended. */
  public void ended(ExecutionView execution) {
    for (Tracked each : tracked) {
      switch (judge(each.objective().slo(), execution)) {
        case GOOD -> each.ledger().count(Counts.ONE_GOOD, clock.instant());
        case BAD -> each.ledger().count(Counts.ONE_BAD, clock.instant());
        case UNCOUNTED -> {}
      }
    }
  }

  /**
   * What the budgets ask of a request's plan.
   *
   * @param target that it has without them
   * @param named whether the request itself named it
   */
  public Guidance guide(Subject request, double target, boolean named) {
    List<Influence> current = influences;
    return current.isEmpty() ? Guidance.none(target) : Guidance.of(current, request, target, named);
  }

  /** What an execution means to an objective; one that it does not select, nothing. */
  static Verdict judge(Slo slo, ExecutionView execution) {
    Integer priority = execution.priority();
    Subject subject =
        new Subject(execution.model(), execution.pipeline(), priority == null ? 0 : priority);
    return slo.selector().selects(subject) ? slo.judge(ending(execution)) : Verdict.UNCOUNTED;
  }

  private static Ending ending(ExecutionView execution) {
    Ending.How how =
        Boolean.TRUE.equals(execution.clientFault())
            ? Ending.How.CLIENT_FAULT
            : Ending.How.valueOf(execution.state().toUpperCase(Locale.ROOT));
    return new Ending(how, execution.actualMs(), execution.deadlineMs());
  }

  List<Tracked> all() {
    return tracked;
  }

  Optional<Tracked> find(String name) {
    return tracked.stream().filter(each -> each.objective().slo().name().equals(name)).findFirst();
  }

  void set(List<Tracked> now) {
    tracked = List.copyOf(now);
    List<Influence> all =
        now.stream()
            .map(each ->
                new Influence(each.objective().slo(), each.latest().standing().feedback().step()))
            .toList();
    // As a rule nothing moves anything, and plans need not ask each of them.
    influences = all.stream().allMatch(each -> each.step() == Step.NEUTRAL) ? List.of() : all;
  }
}
