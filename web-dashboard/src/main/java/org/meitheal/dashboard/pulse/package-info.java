/** How requests went over the last minutes, as far as the decisions tell that were followed. */
@NullMarked
package org.meitheal.dashboard.pulse;

import org.jspecify.annotations.NullMarked;
