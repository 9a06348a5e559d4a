package org.meitheal.protocol.execution;

import java.security.PrivateKey;
import org.meitheal.protocol.identity.Jws;
import org.meitheal.protocol.json.ProtocolJson;

/** A part's ticket as a scheduler signs it: a compact JWS of type {@code part}. */
public final class PartTicket {
  /** The header of {@code POST /v1/parts} and of a neighbour's rows that carries it. */
  public static final String HEADER = "Meitheal-Part";

  public static final String TYPE = "part";

  private PartTicket() {}

  /**
   * @param kid under which the scheduler published the public half
   */
  public static String sign(String kid, PrivateKey key, PartClaims claims) {
    return Jws.sign(kid, key, TYPE, ProtocolJson.MAPPER.writeValueAsBytes(claims));
  }
}
