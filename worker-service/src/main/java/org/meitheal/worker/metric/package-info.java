/** What is measured of this worker. */
@NullMarked
package org.meitheal.worker.metric;

import org.jspecify.annotations.NullMarked;
