/** Lanes: one core's worth of execution each, with a bounded queue and an admission test. */
@NullMarked
package org.meitheal.worker.lane;

import org.jspecify.annotations.NullMarked;
