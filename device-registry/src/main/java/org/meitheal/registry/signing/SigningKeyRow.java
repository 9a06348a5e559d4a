package org.meitheal.registry.signing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import org.meitheal.protocol.identity.Ed25519;

@Entity
@Table(name = "signing_keys")
class SigningKeyRow {
  @Id private String kid;

  /** PKCS#8. */
  private byte[] privateKey;

  /** The 32 raw bytes, base64url. */
  private String publicKey;

  private Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected SigningKeyRow() {}

  SigningKeyRow(String kid, KeyPair pair, Instant createdAt) {
    this.kid = kid;
    this.privateKey = pair.getPrivate().getEncoded();
    this.publicKey = Ed25519.encode(pair.getPublic());
    this.createdAt = createdAt;
  }

  SigningKey key() {
    PrivateKey secret = Ed25519.decodePrivate(Base64.getEncoder().encodeToString(privateKey));
    return new SigningKey(kid, secret, publicKey, createdAt);
  }
}
