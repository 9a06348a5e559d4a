/** The scheduler's door: plans that this worker leads, each on its ticket. */
@NullMarked
package org.meitheal.worker.execution;

import org.jspecify.annotations.NullMarked;
