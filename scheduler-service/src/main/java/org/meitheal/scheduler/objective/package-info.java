/**
 * Objectives: which events count, how fast their budgets burn, who is told, and what plans learn.
 */
@NullMarked
package org.meitheal.scheduler.objective;

import org.jspecify.annotations.NullMarked;
