/** The first page: everything at one moment. */
@NullMarked
package org.meitheal.dashboard.overview;

import org.jspecify.annotations.NullMarked;
