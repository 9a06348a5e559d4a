/** Who is here: devices, their lanes and measured speeds, and recorded links, as a snapshot. */
@NullMarked
package org.meitheal.core.fleet;

import org.jspecify.annotations.NullMarked;
