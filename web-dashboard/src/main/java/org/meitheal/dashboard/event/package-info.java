/** What operators should know of, and devices that they can take back into divisions. */
@NullMarked
package org.meitheal.dashboard.event;

import org.jspecify.annotations.NullMarked;
