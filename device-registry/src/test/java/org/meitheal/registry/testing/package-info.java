/** The registry as tests see it: over HTTP, on a real PostgreSQL, with a clock that they move. */
@NullMarked
package org.meitheal.registry.testing;

import org.jspecify.annotations.NullMarked;
