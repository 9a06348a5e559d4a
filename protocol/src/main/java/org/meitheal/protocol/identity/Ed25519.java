package org.meitheal.protocol.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Ed25519: keys made, written as text, read back; messages signed and verified. The JDK makes the
 * keys, but its arithmetic takes 0.75 ms for either operation; Bouncy Castle's takes 0.1 ms, and
 * each request through the scheduler needs one of each.
 */
public final class Ed25519 {
  private static final String ALGORITHM = "Ed25519";
  private static final int RAW_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** What precedes the 32 raw bytes in X.509's SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("this JDK has no Ed25519", absent);
    }
  }

  /** The 32 raw bytes, base64url without padding: {@code x} of a JWK (RFC 8037). */
  public static String encode(PublicKey key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw(key));
  }

  /**
   * @throws IllegalArgumentException if {@code x} is no base64url of 32 bytes
   */
  public static PublicKey decode(String x) {
    byte[] raw = Base64.getUrlDecoder().decode(x);
    if (raw.length != RAW_BYTES) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
    }
    byte[] encoded = Arrays.copyOf(PUBLIC_PREFIX, PUBLIC_PREFIX.length + RAW_BYTES);
    System.arraycopy(raw, 0, encoded, PUBLIC_PREFIX.length, RAW_BYTES);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("not an Ed25519 public key", malformed);
    }
  }

  /** PKCS#8 in base64, for a file that only its owner may read. */
  public static String encodePrivate(PrivateKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * @throws IllegalArgumentException if the text is not what {@link #encodePrivate} wrote
   */
  public static PrivateKey decodePrivate(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(text.strip());
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("not an Ed25519 private key", malformed);
    }
  }

  /** 64 bytes (RFC 8032). */
  static byte[] sign(PrivateKey key, byte[] message) {
    if (!(key instanceof EdECPrivateKey edwards)) {
      throw new IllegalArgumentException("cannot sign with a key of " + key.getAlgorithm());
    }
    byte[] secret =
        edwards
            .getBytes()
            .orElseThrow(() -> new IllegalArgumentException("the private key cannot be read"));
    byte[] signature = new byte[SIGNATURE_BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        secret, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /** False, never an exception, for a signature or key that is malformed. */
  static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    if (signed.length != SIGNATURE_BYTES || !(key instanceof EdECPublicKey)) {
      return false;
    }
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signed, 0, raw(key), 0, message, 0, message.length);
  }

  private static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
  }
}
