package org.meitheal.worker.exchange;

import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.execution.PlanTicket;

/**
 * What one who takes part in an execution shows others: a header of its requests.
 *
 * @param ticket as a scheduler signed it
 */
public record Credential(String header, String ticket) {
  /** A helper's. */
  public static Credential ofPart(String ticket) {
    return new Credential(PartTicket.HEADER, ticket);
  }

  /** The lead's. */
  public static Credential ofPlan(String ticket) {
    return new Credential(PlanTicket.HEADER, ticket);
  }
}
