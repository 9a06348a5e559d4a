package org.meitheal.worker.execution;

import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.model.ServedModel;

/** Leads plans that this device asked for itself, as it leads those that are sent to it. */
public final class OwnPlans {
  private final PlanTicketVerifier tickets;
  private final Lead lead;
  private final Executions executions;

  OwnPlans(PlanTicketVerifier tickets, Lead lead, Executions executions) {
    this.tickets = tickets;
    this.lead = lead;
    this.executions = executions;
  }

  /**
   * Takes a plan's ticket, once. May ask the registry for the key that it is signed with.
   *
   * @throws TicketException if it must not be run
   */
  public OwnPlan accept(CommittedPlan plan) {
    return new OwnPlan(plan, tickets.accept(plan.ticket()));
  }

  /**
   * Carries it out.
   *
   * @param order the request's own: it was made before the plan
   * @param lease of the input
   * @throws TicketException if its division is not the one that was signed
   * @throws OipException if its division is of no use
   * @throws InferenceException when there will be no result
   */
  public LeadAnswer carryOut(
      OwnPlan plan, ServedModel model, Order order, LeadWork work, MemoryLease lease) {
    PlanClaims claims = plan.claims();
    CommittedPlan committed = plan.committed();
    Executions.Led execution = executions.begin(claims);
    try {
      return lead.carryOut(
          new DividedLead.Errand(claims, committed.ticket(), committed.division(), model, order),
          work,
          lease,
          execution);
    } finally {
      executions.end(claims);
    }
  }
}
