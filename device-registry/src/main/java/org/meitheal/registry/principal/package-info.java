/** Callers and their API keys, of which the registry keeps hashes. */
@NullMarked
package org.meitheal.registry.principal;

import org.jspecify.annotations.NullMarked;
