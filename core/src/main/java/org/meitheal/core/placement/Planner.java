package org.meitheal.core.placement;

import org.meitheal.core.fleet.Fleet;

/** Chooses where a request is done. Pure: the same request and fleet give the same decision. */
public interface Planner {
  Decision decide(PlacementRequest request, Fleet fleet);
}
