package org.meitheal.protocol.execution;

import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.meitheal.protocol.identity.InvalidJwsException;
import org.meitheal.protocol.identity.Jws;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/**
 * Takes tickets on behalf of one device, each (execution, attempt) once. It remembers the newest
 * {@value #MAX_REMEMBERED}; a new life of the device forgets them all, but refuses the old life's
 * tickets by their epoch.
 */
public final class PlanTicketVerifier {
  static final int MAX_REMEMBERED = 50_000;

  private final PublicKeySource keys;
  private final String device;
  private final LongSupplier epoch;
  private final Map<Use, Boolean> used =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, Boolean> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Use(String execution, int attempt) {}

  /**
   * @param device the id of the device that leads
   * @param epoch its current life
   */
  public PlanTicketVerifier(PublicKeySource keys, String device, LongSupplier epoch) {
    this.keys = keys;
    this.device = device;
    this.epoch = epoch;
  }

  /**
   * Verifies, and uses the ticket up.
   *
   * @throws PlanTicketException if the plan must not be run, with a stable code
   */
  public PlanClaims accept(String ticket) {
    PlanClaims claims = read(verified(ticket));
    if (!claims.lead().equals(device)) {
      throw new PlanTicketException("ticket-wrong-lead", "the plan names another lead");
    }
    if (claims.leadEpoch() != epoch.getAsLong()) {
      throw new PlanTicketException("ticket-wrong-epoch", "the plan is for another life of it");
    }
    use(claims);
    return claims;
  }

  void use(PlanClaims claims) {
    synchronized (used) {
      if (used.put(new Use(claims.execution(), claims.attempt()), true) != null) {
        throw new PlanTicketException("ticket-used", "this attempt was taken before");
      }
    }
  }

  int remembered() {
    synchronized (used) {
      return used.size();
    }
  }

  private byte[] verified(String ticket) {
    Jws jws;
    try {
      jws = Jws.parse(ticket);
    } catch (InvalidJwsException malformed) {
      throw malformed(String.valueOf(malformed.getMessage()));
    }
    if (!jws.type().equals(PlanTicket.TYPE)) {
      throw malformed("its type is not " + PlanTicket.TYPE);
    }
    PublicKey key = keys.find(PlanTicket.KEY_USE, jws.kid());
    if (key == null) {
      throw new PlanTicketException("ticket-key-unknown", "no such ticket key is published");
    }
    if (!jws.verify(key)) {
      throw new PlanTicketException("ticket-forged", "the plan's signature is wrong");
    }
    return jws.payload();
  }

  private static PlanClaims read(byte[] payload) {
    try {
      PlanClaims claims = ProtocolJson.MAPPER.readValue(payload, PlanClaims.class);
      if (claims != null) {
        return claims;
      }
    } catch (JacksonException another) {
      throw malformed("its claims have another form");
    }
    throw malformed("it has no claims");
  }

  private static PlanTicketException malformed(String why) {
    return new PlanTicketException("ticket-malformed", "not a plan: " + why);
  }
}
