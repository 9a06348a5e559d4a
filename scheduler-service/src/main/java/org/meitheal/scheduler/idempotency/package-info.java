/** The same key and body give the same answer, be it asked again later or meanwhile. */
@NullMarked
package org.meitheal.scheduler.idempotency;

import org.jspecify.annotations.NullMarked;
