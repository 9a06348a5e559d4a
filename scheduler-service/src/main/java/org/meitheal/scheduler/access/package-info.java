/** Who may do what here. */
@NullMarked
package org.meitheal.scheduler.access;

import org.jspecify.annotations.NullMarked;
