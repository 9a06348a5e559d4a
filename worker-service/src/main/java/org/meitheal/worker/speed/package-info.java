/** How fast this device runs a model, measured at start and by every execution. */
@NullMarked
package org.meitheal.worker.speed;

import org.jspecify.annotations.NullMarked;
