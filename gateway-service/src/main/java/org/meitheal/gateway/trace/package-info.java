/** Where a request's trace begins, or goes on. */
@NullMarked
package org.meitheal.gateway.trace;

import org.jspecify.annotations.NullMarked;
