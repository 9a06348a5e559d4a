package org.meitheal.registry.signing;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;

/**
 * A key that signs tokens.
 *
 * @param x the public key, base64url
 */
record SigningKey(String kid, PrivateKey secret, String x, Instant createdAt) {
  static final String USE = "token";

  PublicKey open() {
    return Ed25519.decode(x);
  }

  PublicKeys.Key published() {
    return new PublicKeys.Key(kid, USE, x);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SigningKey[" + kid + "]";
  }
}
