/** The site's model store: bundles by SHA-256, for the workers that lack them. */
@NullMarked
package org.meitheal.scheduler.bundle;

import org.jspecify.annotations.NullMarked;
