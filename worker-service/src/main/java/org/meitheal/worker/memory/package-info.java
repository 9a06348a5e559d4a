/** Bounded native memory for the bodies of requests. */
@NullMarked
package org.meitheal.worker.memory;

import org.jspecify.annotations.NullMarked;
