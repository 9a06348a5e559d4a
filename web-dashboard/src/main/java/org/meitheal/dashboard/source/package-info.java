/** Whether the services behind are heard, and since when not. */
@NullMarked
package org.meitheal.dashboard.source;

import org.jspecify.annotations.NullMarked;
