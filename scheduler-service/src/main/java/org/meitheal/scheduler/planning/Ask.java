package org.meitheal.scheduler.planning;

import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.scheduler.catalog.Model;

/**
 * A request as far as placing it needs to know.
 *
 * @param inputBytes of the body
 * @param outputBytes of the answer, about
 * @param multiplyAdds the work of the whole request
 */
public record Ask(
    Model model, Task task, long inputBytes, long outputBytes, long multiplyAdds, Terms terms) {}
