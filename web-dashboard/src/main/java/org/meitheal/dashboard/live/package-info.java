/** The first page again, as it changes: rendered once for all who look, at most twice a second. */
@NullMarked
package org.meitheal.dashboard.live;

import org.jspecify.annotations.NullMarked;
