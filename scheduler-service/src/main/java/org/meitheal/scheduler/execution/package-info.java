/** One request's way to its answer: attempts at leads, within the time that it has. */
@NullMarked
package org.meitheal.scheduler.execution;

import org.jspecify.annotations.NullMarked;
