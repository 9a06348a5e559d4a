package org.meitheal.dashboard.decision;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/** A decision as one row of the list. */
public record DecisionRow(
    String id,
    String instant,
    String clock,
    String moment,
    String model,
    String placement,
    String device,
    String predicted,
    String actual,
    String deadline,
    Verdict verdict,
    int attempts) {

  /** How it ended, as far as it has. */
  public enum Verdict {
    IN_TIME("in time"),
    LATE("late"),
    RUNNING("running"),
    REFUSED("refused"),
    FAILED("failed"),
    PLANNED("planned only");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String mark() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public boolean hasDevice() {
    return !device.equals(Quantities.UNKNOWN);
  }

  /** In words, from the second on. */
  public String retries() {
    return attempts == 2 ? "1 retry" : (attempts - 1) + " retries";
  }

  public static List<DecisionRow> of(List<DecisionView> decisions) {
    return decisions.stream().map(DecisionRow::of).toList();
  }

  private static DecisionRow of(DecisionView decision) {
    ExecutionView execution = decision.execution();
    return new DecisionRow(
        decision.id(),
        decision.at().toString(),
        Quantities.clock(decision.at()),
        Quantities.moment(decision.at()),
        decision.model(),
        decision.placement() == null ? Quantities.UNKNOWN : lower(decision.placement()),
        decision.device() == null ? Quantities.UNKNOWN : decision.device(),
        Quantities.milliseconds(decision.predictedMs()),
        Quantities.milliseconds(execution == null ? null : execution.actualMs()),
        Quantities.milliseconds(execution == null ? decision.timeLeftMs() : execution.deadlineMs()),
        verdict(decision, execution),
        execution == null ? decision.attempt() : execution.attempts());
  }

  public static Verdict verdict(DecisionView decision, @Nullable ExecutionView execution) {
    if (execution == null) {
      return decision.outcome().equalsIgnoreCase("chosen") ? Verdict.PLANNED : Verdict.REFUSED;
    }
    return switch (lower(execution.state())) {
      case "running" -> Verdict.RUNNING;
      case "completed" ->
          Boolean.FALSE.equals(execution.deadlineMet()) ? Verdict.LATE : Verdict.IN_TIME;
      case "rejected" -> Verdict.REFUSED;
      case "expired" -> Verdict.LATE;
      default -> Verdict.FAILED;
    };
  }

  static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
