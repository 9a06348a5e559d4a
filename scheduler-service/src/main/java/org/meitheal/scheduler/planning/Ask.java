package org.meitheal.scheduler.planning;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.scheduler.catalog.Model;

/**
 * A request as far as placing it needs to know.
 *
 * @param inputBytes of the body
 * @param outputBytes of the answer, about
 * @param divisible none where the input cannot be divided
 * @param multiplyAdds the work of the whole request
 * @param client who asks, by the name in the credential; none where nobody had to show one
 * @param door the device that has the input and leads; none where the input came here
 */
public record Ask(
    Model model,
    Task task,
    long inputBytes,
    long outputBytes,
    long multiplyAdds,
    @Nullable DivisibleWork divisible,
    Terms terms,
    @Nullable String client,
    @Nullable DeviceId door) {}
