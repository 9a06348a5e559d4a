/**
 * Service-level objectives: error budgets, alerts on how fast they burn, and what planning learns.
 */
@NullMarked
package org.meitheal.core.slo;

import org.jspecify.annotations.NullMarked;
