package org.meitheal.lab.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;

/** A load as a person reads it. */
public final class LoadText {
  private LoadText() {}

  public static String of(@Nullable LoadStatus load) {
    if (load == null) {
      return "No load has been sent yet." + System.lineSeparator();
    }
    LoadOrder order = load.order();
    Table table = new Table("load", load.sending() ? "being sent" : "over");
    table.row(
        "requests",
        String.format(
            Locale.ROOT,
            "%d of %d sent, %s a second, %s",
            load.sent(),
            order.requests(),
            shortest(order.requestsPerSecond()),
            order.photo()));
    table.row("not sent", load.notSent() + " (too many were waiting)");
    table.row("waiting", Long.toString(load.waiting()));
    table.row("in time", Long.toString(load.inTime()));
    table.row("late", Long.toString(load.late()));
    table.row("refused", refused(load.refused()));
    table.row("failed", Long.toString(load.failed()));
    table.row(
        "answered in",
        "p50 %s, p95 %s"
            .formatted(Figures.milliseconds(load.p50Ms()), Figures.milliseconds(load.p95Ms())));
    table.row("last error", Figures.text(load.lastError()));
    return table.toString();
  }

  private static String refused(Map<String, Long> byStatus) {
    return byStatus.isEmpty()
        ? "0"
        : byStatus.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getValue() + " with " + each.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String shortest(double value) {
    return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
  }
}
