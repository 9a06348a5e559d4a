package org.meitheal.gateway.credential;

import java.util.Base64;
import org.meitheal.protocol.json.ProtocolJson;

/** Reads whom a token is for, without verifying it: only for tokens straight from the registry. */
final class TokenSubject {
  private TokenSubject() {}

  static String of(String compact) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalStateException("the registry answered no token");
    }
    return ProtocolJson.MAPPER
        .readTree(Base64.getUrlDecoder().decode(parts[1]))
        .path("sub")
        .asString();
  }
}
