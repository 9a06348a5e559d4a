package org.meitheal.scheduler.idempotency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells requests apart: SHA-256 of what is asked and of the whole body. */
public record Fingerprint(String sha256) {
  /**
   * @param what is asked of the body: the same bytes may be asked two different things
   */
  public static Fingerprint of(String what, InputStream body) throws IOException {
    MessageDigest digest = digest();
    digest.update(what.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      body.transferTo(sink);
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
