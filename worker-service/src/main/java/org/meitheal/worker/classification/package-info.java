/** This worker's own door for photos. */
@NullMarked
package org.meitheal.worker.classification;

import org.jspecify.annotations.NullMarked;
