package org.meitheal.lab.report;

import java.util.List;
import java.util.Locale;
import org.meitheal.lab.control.LabStatus;
import org.meitheal.lab.control.LinkStatus;

/** The state of a lab as a person reads it. */
public final class StatusText {
  private StatusText() {}

  public static String status(LabStatus status) {
    Table processes = new Table("process", "pid", "state", "address", "");
    processes.row("lab", Long.toString(status.pid()), "runs", "", ready(status));
    status
        .processes()
        .forEach(p ->
            processes.row(
                p.name(),
                Long.toString(p.pid()),
                p.alive() ? "runs" : "ended",
                p.address(),
                p.note()));
    return processes + media(status.media());
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
