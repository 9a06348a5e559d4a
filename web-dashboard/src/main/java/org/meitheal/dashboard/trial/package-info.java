/** A photo that an operator sends by hand, and what became of it. */
@NullMarked
package org.meitheal.dashboard.trial;

import org.jspecify.annotations.NullMarked;
