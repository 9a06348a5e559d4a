/** The map of cells and tiers, the heat map of round trips, and the history of one link. */
@NullMarked
package org.meitheal.dashboard.topology;

import org.jspecify.annotations.NullMarked;
