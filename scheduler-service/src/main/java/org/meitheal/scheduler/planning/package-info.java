/** From what a request says to a decision: the terms, the comparison, the signed plan. */
@NullMarked
package org.meitheal.scheduler.planning;

import org.jspecify.annotations.NullMarked;
