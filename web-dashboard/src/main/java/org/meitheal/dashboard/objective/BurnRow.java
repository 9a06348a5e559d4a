package org.meitheal.dashboard.objective;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.protocol.scheduler.ObjectiveView.Burn;

/**
 * A row of the table of alerts.
 *
 * @param spent the share of the budget that is gone when it fires
 * @param since when it began to fire; a dash where it does not
 */
public record BurnRow(
    String severity,
    String spent,
    String longWindow,
    String shortWindow,
    String threshold,
    String longBurn,
    String shortBurn,
    boolean firing,
    @Nullable String instant,
    String since) {
  private static final String PAGE = "page";

  /** Whether it calls somebody at once. */
  public boolean isPage() {
    return severity.equals(PAGE);
  }

  static BurnRow of(Burn burn) {
    Instant since = burn.since();
    return new BurnRow(
        burn.severity(),
        Figures.share(burn.budgetShare()),
        Quantities.span(burn.longS()),
        Quantities.span(burn.shortS()),
        Figures.burn(burn.threshold()),
        Figures.burn(burn.longBurn()),
        Figures.burn(burn.shortBurn()),
        burn.state().equals(AlertView.FIRING),
        since == null ? null : since.toString(),
        since == null ? Quantities.UNKNOWN : Quantities.moment(since));
  }
}
