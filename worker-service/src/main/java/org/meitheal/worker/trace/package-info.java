/** Takes traces in. */
@NullMarked
package org.meitheal.worker.trace;

import org.jspecify.annotations.NullMarked;
