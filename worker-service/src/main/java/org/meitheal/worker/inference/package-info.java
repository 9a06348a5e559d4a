/** One request through a lane: admission, input, computation, and what it took. */
@NullMarked
package org.meitheal.worker.inference;

import org.jspecify.annotations.NullMarked;
