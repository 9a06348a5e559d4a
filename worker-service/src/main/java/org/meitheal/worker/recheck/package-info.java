/** Recomputes a sampled share of divided answers, in idle time, and reports what differs. */
@NullMarked
package org.meitheal.worker.recheck;

import org.jspecify.annotations.NullMarked;
