package org.meitheal.scheduler.planning;

import org.meitheal.core.placement.Decision;
import org.meitheal.protocol.scheduler.DecisionView;

/** A decision, and its entry in the record. */
public record Planned(DecisionView view, Decision decision) {
  public String id() {
    return view.id();
  }
}
