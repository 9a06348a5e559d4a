/** How this site's connections to workers are made. */
@NullMarked
package org.meitheal.scheduler.outgoing;

import org.jspecify.annotations.NullMarked;
