package org.meitheal.protocol.lab;

import java.util.List;

/**
 * All that a page about the lab shows, of one moment.
 *
 * @param changes the newest first
 */
public record LabView(LabStatus status, List<LinkStatus> links, List<LabChange> changes) {
  public LabView {
    links = List.copyOf(links);
    changes = List.copyOf(changes);
  }
}
