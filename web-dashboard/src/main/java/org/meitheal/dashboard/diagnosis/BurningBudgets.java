package org.meitheal.dashboard.diagnosis;

import java.util.List;
import java.util.stream.Collectors;
import org.meitheal.dashboard.objective.BurnRow;
import org.meitheal.dashboard.objective.ObjectiveCard;

/** Objectives whose alerts fire; burn is in times of the pace at which a budget lasts. */
final class BurningBudgets implements Diagnosis {
  @Override
  public List<Problem> of(Known known) {
    return ObjectiveCard.of(known.objectives()).stream()
        .filter(ObjectiveCard::firing)
        .map(BurningBudgets::problem)
        .toList();
  }

  private static Problem problem(ObjectiveCard card) {
    List<BurnRow> firing = card.burns().stream().filter(BurnRow::firing).toList();
    boolean page = firing.stream().anyMatch(BurnRow::isPage);
    String what =
        "Objective %s burns its budget too fast: %s"
            .formatted(card.name(), page ? "a page fires" : "a ticket fires");
    String evidence =
        "%s Budget: %s; %s in time, %s wanted."
            .formatted(
                firing.stream().map(BurningBudgets::evidence).collect(Collectors.joining(" ")),
                card.left(),
                card.attained(),
                card.spec().target());
    String href = "objectives/" + card.name();
    return page
        ? Problem.bad(what, evidence, href, "See the objective")
        : Problem.doubtful(what, evidence, href, "See the objective");
  }

  private static String evidence(BurnRow row) {
    return "Since %s it burns %s over %s and %s over %s, where a %s is from %s."
        .formatted(
            row.since(),
            row.longBurn(),
            row.longWindow(),
            row.shortBurn(),
            row.shortWindow(),
            row.severity(),
            row.threshold());
  }
}
