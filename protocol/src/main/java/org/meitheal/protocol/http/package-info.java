/** How this module calls other services: HTTP/1.1 with a bound on every wait and every answer. */
@NullMarked
package org.meitheal.protocol.http;

import org.jspecify.annotations.NullMarked;
