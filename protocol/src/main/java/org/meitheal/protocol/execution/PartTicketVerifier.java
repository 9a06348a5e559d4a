package org.meitheal.protocol.execution;

import java.util.function.LongSupplier;
import org.meitheal.protocol.identity.PublicKeySource;

/** Takes parts on behalf of one device, each (execution, attempt, part) once. */
public final class PartTicketVerifier {
  private final TicketReader reader;
  private final String device;
  private final LongSupplier epoch;
  private final UsedTickets<Use> used = new UsedTickets<>();

  private record Use(String execution, int attempt, int part) {}

  /**
   * @param device the id of the device that helps
   * @param epoch its current life
   */
  public PartTicketVerifier(PublicKeySource keys, String device, LongSupplier epoch) {
    this.reader = new TicketReader(keys);
    this.device = device;
    this.epoch = epoch;
  }

  /**
   * Verifies, and uses the ticket up.
   *
   * @throws TicketException if the part must not be run, with a stable code
   */
  public PartClaims accept(String ticket) {
    PartClaims claims = neighbour(ticket);
    if (!claims.helper().equals(device)) {
      throw new TicketException("ticket-wrong-helper", "the ticket names another helper");
    }
    if (claims.helperEpoch() != epoch.getAsLong()) {
      throw new TicketException("ticket-wrong-epoch", "the ticket is for another life of it");
    }
    used.use(new Use(claims.execution(), claims.attempt(), claims.part()), "this part");
    return claims;
  }

  /**
   * Verifies the ticket of a part that another device runs, which sends rows. Whether those rows
   * are owed is for the caller to say: by execution, attempt, part and division.
   *
   * @throws TicketException malformed, forged or by an unknown key
   */
  public PartClaims neighbour(String ticket) {
    return reader.read(ticket, PartTicket.TYPE, PartClaims.class);
  }
}
