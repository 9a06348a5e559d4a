/**
 * Objectives and their error budgets: how they stand, what spent them, and how operators set them.
 */
@NullMarked
package org.meitheal.dashboard.objective;

import org.jspecify.annotations.NullMarked;
