package org.meitheal.lab.report;

import java.util.Locale;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;

/** What a person reads of an answer: the labels, where it ran, and all that was considered. */
public final class AnswerText {
  private static final int MOST_LABELS = 5;

  private AnswerText() {}

  public static String labels(Classification answer) {
    Table table = new Table("label", "score");
    answer.labels().stream()
        .limit(MOST_LABELS)
        .forEach(l -> table.row(l.label(), String.format(Locale.ROOT, "%.3f", l.score())));
    return table.toString();
  }

  public static String placement(DecisionView decision) {
    return "It ran on %s (%s): %s"
        .formatted(
            Figures.text(decision.device()), Figures.text(decision.placement()), decision.why());
  }

  /** Predicted and actual time; with the slow-down that they depend on. */
  public static String times(PhotoAnswer answer, String slowDown) {
    return "predicted %s, actual %s, deadline %s (%s)"
        .formatted(
            Figures.milliseconds(answer.predictedMs()),
            Figures.milliseconds(answer.actualMs()),
            Figures.milliseconds(answer.decision().timeLeftMs()),
            slowDown);
  }

  public static String candidates(DecisionView decision) {
    Table table =
        new Table(
            "place", "device", "predicted", "RTT used", "idle lanes", "P(in time)", "why not");
    decision.candidates().forEach(candidate -> row(table, candidate));
    return table.toString();
  }

  private static void row(Table table, CandidateView candidate) {
    table.row(
        candidate.placement(),
        Figures.text(candidate.device()),
        Figures.milliseconds(candidate.predictedMs()),
        Figures.milliseconds(candidate.roundTripMs()),
        candidate.idleLanes() + "/" + candidate.lanes(),
        Figures.probability(candidate.probabilityInTime()),
        candidate.chosen() ? "← chosen" : Figures.text(candidate.whyNot()));
  }
}
