package org.meitheal.lab.report;

import java.util.List;
import java.util.Locale;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkStatus;

/** The state of a lab as a person reads it. */
public final class StatusText {
  private StatusText() {}

  public static String status(LabStatus status) {
    Table processes = table();
    processes.row("lab", Long.toString(status.pid()), "runs", "", ready(status));
    rows(processes, status.processes());
    return processes + media(status.media());
  }

  public static String processes(List<LabStatus.ProcessStatus> processes) {
    Table table = table();
    rows(table, processes);
    return table.toString();
  }

  private static Table table() {
    return new Table("process", "pid", "state", "address", "");
  }

  private static void rows(Table table, List<LabStatus.ProcessStatus> processes) {
    processes.forEach(
        p -> table.row(p.name(), Long.toString(p.pid()), state(p), p.address(), p.note()));
  }

  private static String state(LabStatus.ProcessStatus process) {
    if (!process.alive()) {
      return "ended";
    }
    return process.frozen() ? "frozen" : "runs";
  }

  private static String ready(LabStatus status) {
    return status.readyAfterMs() == null
        ? "still starting"
        : String.format(Locale.ROOT, "ready after %.1f s", status.readyAfterMs() / 1000.0);
  }

  public static String media(List<LabStatus.MediumStatus> media) {
    Table table = new Table("shared medium", "bandwidth");
    media.forEach(medium -> table.row(medium.name(), medium.bandwidth()));
    return System.lineSeparator() + table;
  }

  public static String links(List<LinkStatus> links) {
    Table table = new Table("from", "to", "RTT", "jitter", "bandwidth", "shares", "loss", "");
    for (LinkStatus link : links) {
      table.row(
          link.from(),
          link.to(),
          Figures.milliseconds(link.roundTripMs()),
          Figures.milliseconds(link.jitterMs()),
          link.bandwidth(),
          String.join(", ", link.shared()),
          String.format(Locale.ROOT, "%.2f %%", link.loss() * 100),
          link.cut() ? "CUT" : "");
    }
    return table.toString();
  }
}
