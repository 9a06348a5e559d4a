/** How long a device computes, from measured speed. */
@NullMarked
package org.meitheal.core.compute;

import org.jspecify.annotations.NullMarked;
