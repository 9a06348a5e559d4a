/** Who asks: an API key becomes a token once, a token is verified offline. */
@NullMarked
package org.meitheal.gateway.credential;

import org.jspecify.annotations.NullMarked;
