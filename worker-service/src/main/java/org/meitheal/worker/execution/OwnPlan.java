package org.meitheal.worker.execution;

import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.scheduler.CommittedPlan;

/** A plan that this device asked for, whose ticket it has taken. */
public record OwnPlan(CommittedPlan committed, PlanClaims claims) {}
