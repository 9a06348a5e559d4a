/**
 * Work with a deadline: jobs, the sets that count only whole, and how long one takes on how many
 * cores.
 */
@NullMarked
package org.meitheal.core.job;

import org.jspecify.annotations.NullMarked;
