package org.meitheal.scheduler.planning;

import java.security.KeyPair;
import java.util.UUID;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;

/** Signs plans, with a key that is made at each start and never leaves this process. */
public final class TicketSigner {
  private final String kid;
  private final KeyPair keys;

  TicketSigner(String site) {
    this.kid = site + "-" + UUID.randomUUID();
    this.keys = Ed25519.generate();
  }

  public String sign(PlanClaims claims) {
    return PlanTicket.sign(kid, keys.getPrivate(), claims);
  }

  public String sign(PartClaims claims) {
    return PartTicket.sign(kid, keys.getPrivate(), claims);
  }

  /** What the registry publishes, so that workers can verify. */
  PublicKeys.Key publicKey() {
    return new PublicKeys.Key(kid, PlanTicket.KEY_USE, Ed25519.encode(keys.getPublic()));
  }
}
