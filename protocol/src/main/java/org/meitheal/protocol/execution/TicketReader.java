package org.meitheal.protocol.execution;

import java.security.PublicKey;
import org.meitheal.protocol.identity.InvalidJwsException;
import org.meitheal.protocol.identity.Jws;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/** Reads the claims of a ticket that a published key has signed. */
final class TicketReader {
  private final PublicKeySource keys;

  TicketReader(PublicKeySource keys) {
    this.keys = keys;
  }

  /**
   * @throws TicketException malformed, of another type, forged or by an unknown key
   */
  <T> T read(String ticket, String type, Class<T> claims) {
    byte[] payload = verified(ticket, type);
    try {
      T read = ProtocolJson.MAPPER.readValue(payload, claims);
      if (read != null) {
        return read;
      }
    } catch (JacksonException another) {
      throw malformed(type, "its claims have another form");
    }
    throw malformed(type, "it has no claims");
  }

  private byte[] verified(String ticket, String type) {
    Jws jws;
    try {
      jws = Jws.parse(ticket);
    } catch (InvalidJwsException malformed) {
      throw malformed(type, String.valueOf(malformed.getMessage()));
    }
    if (!jws.type().equals(type)) {
      throw malformed(type, "its type is not " + type);
    }
    PublicKey key = keys.find(PlanTicket.KEY_USE, jws.kid());
    if (key == null) {
      throw new TicketException("ticket-key-unknown", "no such ticket key is published");
    }
    if (!jws.verify(key)) {
      throw new TicketException("ticket-forged", "the ticket's signature is wrong");
    }
    return jws.payload();
  }

  private static TicketException malformed(String type, String why) {
    return new TicketException("ticket-malformed", "not a " + type + ": " + why);
  }
}
