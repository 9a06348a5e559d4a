/** Server-sent events, read from any stream. */
@NullMarked
package org.meitheal.protocol.sse;

import org.jspecify.annotations.NullMarked;
