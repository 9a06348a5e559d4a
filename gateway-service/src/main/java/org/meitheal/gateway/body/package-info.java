/** How much a caller may send, counted while it passes and never gathered. */
@NullMarked
package org.meitheal.gateway.body;

import org.jspecify.annotations.NullMarked;
