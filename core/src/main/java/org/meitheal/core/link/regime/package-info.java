/** When a link became another: lasting changes of its level, told from noise. */
@NullMarked
package org.meitheal.core.link.regime;

import org.jspecify.annotations.NullMarked;
