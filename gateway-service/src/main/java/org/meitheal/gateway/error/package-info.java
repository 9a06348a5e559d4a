/** The gateway's own errors, in the form of the path that was asked. */
@NullMarked
package org.meitheal.gateway.error;

import org.jspecify.annotations.NullMarked;
