/** How records become JSON. */
@NullMarked
package org.meitheal.protocol.json;

import org.jspecify.annotations.NullMarked;
