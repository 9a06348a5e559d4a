package org.meitheal.dashboard.objective;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;

/**
 * An objective, and how it stands, in words and figures.
 *
 * @param firing whether an alert does
 * @param alerts those that do, in words; empty where none does
 * @param counts how many requests were in time, of how many
 * @param filled the budget's bar: how much of it, from 0 to 100
 */
public record ObjectiveCard(
    String name,
    StandingWords standing,
    SpecWords spec,
    boolean ofFile,
    String attained,
    String counts,
    String left,
    double filled,
    boolean overdrawn,
    boolean firing,
    String alerts,
    List<BurnRow> burns,
    FeedbackWords feedback) {

  public static List<ObjectiveCard> of(List<ObjectiveView> views) {
    return views.stream().map(ObjectiveCard::of).toList();
  }

  static ObjectiveCard of(ObjectiveView view) {
    ObjectiveSpec spec = view.objective();
    Double left = view.budgetLeft();
    List<BurnRow> burns = view.alerts().stream().map(BurnRow::of).toList();
    return new ObjectiveCard(
        Objects.requireNonNullElse(spec.name(), Quantities.UNKNOWN),
        StandingWords.of(left, burns),
        SpecWords.of(spec),
        view.origin().equals(ObjectiveView.FILE),
        Figures.share(view.attained()),
        counts(view),
        Figures.left(left),
        left == null ? 0 : Math.clamp(Math.round(left * 1000) / 10.0, 0, 100),
        left != null && left < 0,
        burns.stream().anyMatch(BurnRow::firing),
        burns.stream()
            .filter(BurnRow::firing)
            .map(row -> row.severity() + " over " + row.longWindow())
            .collect(Collectors.joining(", ")),
        burns,
        FeedbackWords.of(view));
  }

  private static String counts(ObjectiveView view) {
    long all = view.good() + view.bad();
    return all == 0 ? "none counted" : "%d of %d".formatted(view.good(), all);
  }
}
