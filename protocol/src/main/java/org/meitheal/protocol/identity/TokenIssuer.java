package org.meitheal.protocol.identity;

import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Signs the short-lived tokens that every service verifies offline. */
public final class TokenIssuer {
  private final String kid;
  private final PrivateKey key;
  private final InstantSource clock;
  private final Duration lifetime;

  /**
   * @param lifetime at least a second: expiry is counted in whole seconds
   */
  public TokenIssuer(String kid, PrivateKey key, InstantSource clock, Duration lifetime) {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a token must live at least a second");
    }
    this.kid = kid;
    this.key = key;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  public String issue(String subject, Role role, List<String> scopes) {
    Instant now = clock.instant();
    TokenClaims claims =
        new TokenClaims(
            TokenClaims.ISSUER,
            subject,
            role,
            scopes,
            now.getEpochSecond(),
            now.plus(lifetime).getEpochSecond());
    return Jws.sign(kid, key, TokenClaims.TYPE, claims.toJson());
  }
}
