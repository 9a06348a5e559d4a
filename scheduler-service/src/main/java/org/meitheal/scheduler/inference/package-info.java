/** The doors for requests: the Open Inference Protocol v2 and photos. */
@NullMarked
package org.meitheal.scheduler.inference;

import org.jspecify.annotations.NullMarked;
