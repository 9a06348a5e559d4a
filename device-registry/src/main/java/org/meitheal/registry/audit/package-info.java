/** What operators did, kept for good. */
@NullMarked
package org.meitheal.registry.audit;

import org.jspecify.annotations.NullMarked;
