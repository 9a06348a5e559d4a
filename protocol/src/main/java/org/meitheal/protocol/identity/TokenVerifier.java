package org.meitheal.protocol.identity;

import java.security.PublicKey;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies tokens offline. What was verified once is believed until it expires, without another
 * signature check. No leeway for clocks: holders renew at 80 % of a token's life, which leaves more
 * than that.
 */
public final class TokenVerifier {
  private static final int MAX_CACHED = 10_000;

  private final PublicKeySource keys;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, AccessToken> verified = new ConcurrentHashMap<>();

  public TokenVerifier(PublicKeySource keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @throws InvalidTokenException if it is malformed, forged, of an unknown key, or expired
   */
  public AccessToken verify(String compact) throws InvalidTokenException {
    AccessToken token = verified.get(compact);
    if (token == null) {
      token = checkSignature(compact);
      requireUnexpired(token);
      remember(compact, token);
    } else if (isExpired(token)) {
      verified.remove(compact);
      requireUnexpired(token);
    }
    return token;
  }

  int cached() {
    return verified.size();
  }

  private AccessToken checkSignature(String compact) {
    Jws jws;
    try {
      jws = Jws.parse(compact);
    } catch (InvalidJwsException malformed) {
      throw new InvalidTokenException("not a token: " + malformed.getMessage());
    }
    if (!jws.type().equals(TokenClaims.TYPE)) {
      throw new InvalidTokenException("not a token, its type is another");
    }
    PublicKey key = keys.find("token", jws.kid());
    if (key == null) {
      throw new InvalidTokenException("the token's key is unknown");
    }
    if (!jws.verify(key)) {
      throw new InvalidTokenException("the token's signature is wrong");
    }
    return TokenClaims.read(jws.payload());
  }

  private void requireUnexpired(AccessToken token) {
    if (isExpired(token)) {
      throw new InvalidTokenException("the token has expired");
    }
  }

  private boolean isExpired(AccessToken token) {
    return !clock.instant().isBefore(token.expiresAt());
  }

  /** Bounded: when full, the expired go; if none has, all go, and are verified once more. */
  private void remember(String compact, AccessToken token) {
    if (verified.size() >= MAX_CACHED) {
      verified.values().removeIf(this::isExpired);
      if (verified.size() >= MAX_CACHED) {
        verified.clear();
      }
    }
    verified.put(compact, token);
  }
}
