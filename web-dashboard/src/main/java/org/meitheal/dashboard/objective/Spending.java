package org.meitheal.dashboard.objective;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.Page;

/**
 * Where the budget went: over time, and by execution; as of one moment.
 *
 * @param before the id that the executions are older than; none on the first page
 * @param older what the next page is older than; none on the last one
 */
public record Spending(
    String name,
    BudgetChart chart,
    List<SpenderRow> rows,
    @Nullable String before,
    @Nullable String older,
    String instant,
    String moment) {

  static Spending of(
      ObjectiveView view, Page<ExecutionView> page, String name, @Nullable String before) {
    Double deadlineMs = view.objective().deadlineMs();
    Instant at = view.evaluatedAt();
    return new Spending(
        name,
        BudgetChart.of(view.budget()),
        page.items().stream().map(one -> SpenderRow.of(one, deadlineMs)).toList(),
        before,
        page.next(),
        at.toString(),
        Quantities.moment(at));
  }
}
