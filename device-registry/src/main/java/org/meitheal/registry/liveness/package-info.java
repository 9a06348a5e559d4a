/** The verdict on a lease at a moment, as a pure function. */
@NullMarked
package org.meitheal.registry.liveness;

import org.jspecify.annotations.NullMarked;
