/** This worker's own door: the Open Inference Protocol v2. */
@NullMarked
package org.meitheal.worker.oip;

import org.jspecify.annotations.NullMarked;
