package org.meitheal.protocol.execution;

import java.util.function.LongSupplier;
import org.meitheal.protocol.identity.PublicKeySource;

/**
 * Takes plans on behalf of one device, each (execution, attempt) once. A new life of the device
 * forgets which it took, but refuses the old life's tickets by their epoch.
 */
public final class PlanTicketVerifier {
  private final TicketReader reader;
  private final String device;
  private final LongSupplier epoch;
  private final UsedTickets<Use> used = new UsedTickets<>();

  private record Use(String execution, int attempt) {}

  /**
   * @param device the id of the device that leads
   * @param epoch its current life
   */
  public PlanTicketVerifier(PublicKeySource keys, String device, LongSupplier epoch) {
    this.reader = new TicketReader(keys);
    this.device = device;
    this.epoch = epoch;
  }

  /**
   * Verifies, and uses the ticket up.
   *
   * @throws TicketException if the plan must not be run, with a stable code
   */
  public PlanClaims accept(String ticket) {
    PlanClaims claims = neighbour(ticket);
    if (!claims.lead().equals(device)) {
      throw new TicketException("ticket-wrong-lead", "the plan names another lead");
    }
    if (claims.leadEpoch() != epoch.getAsLong()) {
      throw new TicketException("ticket-wrong-epoch", "the plan is for another life of it");
    }
    use(claims);
    return claims;
  }

  /**
   * Verifies the plan of another device, which leads an execution that this one takes part in.
   * Whether it may ask for what it asks is for the caller to say.
   *
   * @throws TicketException malformed, forged or by an unknown key
   */
  public PlanClaims neighbour(String ticket) {
    return reader.read(ticket, PlanTicket.TYPE, PlanClaims.class);
  }

  void use(PlanClaims claims) {
    used.use(new Use(claims.execution(), claims.attempt()), "this attempt");
  }

  int remembered() {
    return used.remembered();
  }
}
