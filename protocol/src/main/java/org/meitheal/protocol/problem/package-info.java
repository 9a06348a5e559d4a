/** Errors outside /v2: RFC 9457 problem details with a stable code. */
@NullMarked
package org.meitheal.protocol.problem;

import org.jspecify.annotations.NullMarked;
