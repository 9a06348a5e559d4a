/** From start to a graceful end, and what the device reports in between. */
@NullMarked
package org.meitheal.worker.lifecycle;

import org.jspecify.annotations.NullMarked;
