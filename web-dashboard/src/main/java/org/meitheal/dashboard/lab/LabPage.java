package org.meitheal.dashboard.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LabView;

/**
 * What the lab is like at one moment, as its page shows it.
 *
 * @param note what to know before all else; none where all is as ever
 * @param here whether it can be changed
 * @param known whether anything is known of it
 * @param emulated whether its links can be changed
 */
public record LabPage(
    @Nullable String note,
    boolean here,
    boolean known,
    boolean emulated,
    List<LinkRows.Row> links,
    List<LinkRows.Row> directions,
    List<MediumRow> media,
    List<WorkerRow> workers,
    @Nullable LoadCard load,
    List<ChangeRow> changes) {
  static LabPage of(LabNews news) {
    LabView view = news.view();
    if (view == null) {
      return new LabPage(
          news.note(),
          news.here(),
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          List.of());
    }
    LabStatus status = view.status();
    return new LabPage(
        news.note(),
        news.here(),
        true,
        status.emulated(),
        LinkRows.grouped(status, view.links()),
        LinkRows.each(view.links()),
        MediumRow.of(view),
        WorkerRow.of(status),
        LoadCard.of(status.load()),
        ChangeRow.of(view.changes()));
  }

  /** Whether a load is being sent. */
  public boolean sending() {
    return load != null && load.sending();
  }
}
