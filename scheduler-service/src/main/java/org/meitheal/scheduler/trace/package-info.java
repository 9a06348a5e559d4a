/** Takes traces in. */
@NullMarked
package org.meitheal.scheduler.trace;

import org.jspecify.annotations.NullMarked;
