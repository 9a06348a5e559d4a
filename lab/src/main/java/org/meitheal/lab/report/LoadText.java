package org.meitheal.lab.report;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LoadStatus;

/** A load as a person reads it. */
public final class LoadText {
  private LoadText() {}

  public static String of(@Nullable LoadStatus load) {
    if (load == null) {
      return "No load has been sent yet." + System.lineSeparator();
    }
    Table table = new Table("load", load.sending() ? "being sent" : "over");
    table.row("asked for", load.order().words());
    table.row("sent", "%d of %d".formatted(load.sent(), load.order().requests()));
    table.row("not sent", load.notSent() + " (too many were waiting)");
    table.row("waiting", Long.toString(load.waiting()));
    table.row("in time", Long.toString(load.inTime()));
    table.row("late", Long.toString(load.late()));
    table.row("refused", load.refusedWords());
    table.row("failed", Long.toString(load.failed()));
    table.row(
        "answered in",
        "p50 %s, p95 %s"
            .formatted(Figures.milliseconds(load.p50Ms()), Figures.milliseconds(load.p95Ms())));
    table.row("last error", Figures.text(load.lastError()));
    return table.toString();
  }
}
