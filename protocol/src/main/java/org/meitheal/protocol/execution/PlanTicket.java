package org.meitheal.protocol.execution;

import java.security.PrivateKey;
import org.meitheal.protocol.identity.Jws;
import org.meitheal.protocol.json.ProtocolJson;

/** A plan as a scheduler signs it: a compact JWS of type {@code plan} over {@link PlanClaims}. */
public final class PlanTicket {
  /** The header of {@code POST /v1/executions} that carries it. */
  public static final String HEADER = "Meitheal-Plan";

  public static final String TYPE = "plan";

  /** The {@code use} of the keys that sign tickets. */
  public static final String KEY_USE = "ticket";

  private PlanTicket() {}

  /**
   * @param kid under which the scheduler published the public half
   */
  public static String sign(String kid, PrivateKey key, PlanClaims claims) {
    return Jws.sign(kid, key, TYPE, ProtocolJson.MAPPER.writeValueAsBytes(claims));
  }
}
