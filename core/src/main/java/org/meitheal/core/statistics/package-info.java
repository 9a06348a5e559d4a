/** The little statistics that estimates and predictions need. */
@NullMarked
package org.meitheal.core.statistics;

import org.jspecify.annotations.NullMarked;
