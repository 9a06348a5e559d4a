/** Every decision as a pure function of a snapshot. */
@NullMarked
package org.meitheal.core;

import org.jspecify.annotations.NullMarked;
