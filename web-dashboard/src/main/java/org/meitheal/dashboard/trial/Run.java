package org.meitheal.dashboard.trial;

import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.Comparison;

/**
 * How an execution went, as far as that is known.
 *
 * @param comparison none while its end is not on record
 * @param next the number of the next look; none where there is none to come
 */
public record Run(String decision, @Nullable Comparison comparison, @Nullable Integer next) {}
