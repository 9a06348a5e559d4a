/** Answers that were found wrong, and devices that take no part in divisions because of them. */
@NullMarked
package org.meitheal.scheduler.trust;

import org.jspecify.annotations.NullMarked;
