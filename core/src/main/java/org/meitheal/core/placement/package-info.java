/** Where a request is done: candidates, their predicted times, and the choice. */
@NullMarked
package org.meitheal.core.placement;

import org.jspecify.annotations.NullMarked;
