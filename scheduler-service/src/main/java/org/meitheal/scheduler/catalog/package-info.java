/** The models that this site serves: their manifests, and what a request of a shape costs. */
@NullMarked
package org.meitheal.scheduler.catalog;

import org.jspecify.annotations.NullMarked;
