package org.meitheal.protocol.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/** The payload of a token; times in seconds since 1970. */
record TokenClaims(
    @Nullable String iss,
    @Nullable String sub,
    @Nullable Role role,
    @Nullable List<String> scopes,
    long iat,
    long exp) {
  static final String TYPE = "JWT";
  static final String ISSUER = "meitheal-registry";

  byte[] toJson() {
    return ProtocolJson.MAPPER.writeValueAsBytes(this);
  }

  /**
   * @throws InvalidTokenException if these are not the claims of a token
   */
  static AccessToken read(byte[] json) {
    TokenClaims claims;
    try {
      claims = ProtocolJson.MAPPER.readValue(json, TokenClaims.class);
    } catch (JacksonException malformed) {
      throw new InvalidTokenException("the token's claims are malformed");
    }
    if (claims == null || !ISSUER.equals(claims.iss) || claims.sub == null || claims.role == null) {
      throw new InvalidTokenException("the token lacks claims");
    }
    List<String> scopes = claims.scopes == null ? List.of() : claims.scopes;
    return new AccessToken(claims.sub, claims.role, scopes, Instant.ofEpochSecond(claims.exp));
  }
}
