/** How often a caller may ask. */
@NullMarked
package org.meitheal.gateway.quota;

import org.jspecify.annotations.NullMarked;
