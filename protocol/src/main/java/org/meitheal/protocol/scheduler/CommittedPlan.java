package org.meitheal.protocol.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a device's {@link PlanRequest} with {@code commit}: what it is to do with the input
 * that it holds. The execution runs from now on, and ends with the device's {@link
 * ExecutionOutcome}, or a little after its deadline without one.
 *
 * @param execution its id
 * @param ticket a {@link org.meitheal.protocol.execution.PlanTicket}
 * @param division a {@link org.meitheal.protocol.execution.DividedPlan} as a header has it; none
 *     where the device does all of it
 */
public record CommittedPlan(
    DecisionView decision, String execution, String ticket, @Nullable String division) {}
