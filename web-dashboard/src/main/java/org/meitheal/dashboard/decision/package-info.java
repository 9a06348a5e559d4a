/** Decisions, as the scheduler's watch tells of them, and the comparison behind each. */
@NullMarked
package org.meitheal.dashboard.decision;

import org.jspecify.annotations.NullMarked;
