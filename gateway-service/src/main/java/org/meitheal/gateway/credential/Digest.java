package org.meitheal.gateway.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What caches know a secret by, so that a dump of memory holds as few of them as possible. */
record Digest(String value) {
  static Digest of(String secret) {
    byte[] hash = sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
    return new Digest(Base64.getEncoder().encodeToString(hash));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
