/** What pages show, as it changes: made once for all who look, at most twice a second. */
@NullMarked
package org.meitheal.dashboard.live;

import org.jspecify.annotations.NullMarked;
