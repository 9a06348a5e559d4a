/** The worker-service: runs models on a device. */
@NullMarked
package org.meitheal.worker;

import org.jspecify.annotations.NullMarked;
