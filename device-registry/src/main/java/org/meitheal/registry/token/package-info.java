/** API keys exchanged for short-lived tokens. */
@NullMarked
package org.meitheal.registry.token;

import org.jspecify.annotations.NullMarked;
