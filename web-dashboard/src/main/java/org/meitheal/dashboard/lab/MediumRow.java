package org.meitheal.dashboard.lab;

import java.util.List;
import org.meitheal.protocol.lab.LabView;

/**
 * A shared medium.
 *
 * @param slider of its bandwidth; its id is the medium's name
 * @param directions how many links share it
 */
public record MediumRow(String name, Slider slider, long directions) {
  static List<MediumRow> of(LabView view) {
    return view.status().media().stream()
        .map(medium ->
            new MediumRow(
                medium.name(),
                Slider.of(
                    "medium-" + medium.name(),
                    medium.name(),
                    Scale.BANDWIDTH,
                    List.of(Bandwidths.megabits(medium.bandwidth()))),
                view.links().stream()
                    .filter(link -> link.shared().contains(medium.name()))
                    .count()))
        .toList();
  }
}
