/** How a plan and its input reach the lead worker, and what comes back. */
@NullMarked
package org.meitheal.scheduler.lead;

import org.jspecify.annotations.NullMarked;
