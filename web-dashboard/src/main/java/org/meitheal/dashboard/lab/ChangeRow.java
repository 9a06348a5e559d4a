package org.meitheal.dashboard.lab;

import java.util.List;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.lab.LabChange;

/** Something that was done to the lab, as it is listed. */
public record ChangeRow(String instant, String clock, String who, String what) {
  static List<ChangeRow> of(List<LabChange> changes) {
    return changes.stream()
        .map(change ->
            new ChangeRow(
                change.at().toString(), Quantities.clock(change.at()), change.who(), change.what()))
        .toList();
  }
}
