/** Devices and links, as the registry's watch tells of them. */
@NullMarked
package org.meitheal.dashboard.fleet;

import org.jspecify.annotations.NullMarked;
