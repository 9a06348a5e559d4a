package org.meitheal.protocol.identity;

import java.util.List;

/**
 * {@code GET /v1/keys}: the keys by which tokens and tickets are verified offline. Two of each may
 * be valid at once.
 */
public record PublicKeys(List<Key> keys) {
  /**
   * An Ed25519 public key.
   *
   * @param use {@code token} (signed by the registry) or {@code ticket} (signed by a scheduler)
   * @param x the 32 raw bytes, base64url without padding, as in a JWK (RFC 8037)
   */
  public record Key(String kid, String use, String x) {}
}
