package org.meitheal.protocol.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * API keys and devices' credentials: {@code mk_<id>_<secret>}. The id finds the holder, the secret
 * is 32 random bytes in base64url; being random, its plain SHA-256 is enough to store.
 */
public final class ApiKeyFormat {
  private static final Pattern FORMAT =
      Pattern.compile("mk_([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9_-]{43})");
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ApiKeyFormat() {}

  /** A key taken apart. */
  public record Parts(String id, String secret) {
    /** Hides the secret. */
    @Override
    public String toString() {
      return "mk_" + id + "_…";
    }
  }

  /** A random id, 16 hexadecimal digits. */
  public static String newId() {
    return HexFormat.of().formatHex(random(ID_BYTES));
  }

  /**
   * A new key with a random secret.
   *
   * @param id lower-case letters, digits and hyphens, at most 63
   */
  public static String make(String id) {
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    String key = "mk_" + id + "_" + secret;
    if (!FORMAT.matcher(key).matches()) {
      throw new IllegalArgumentException("not usable as the id of a key: '" + id + "'");
    }
    return key;
  }

  /** Null where the text is no key. */
  public static @Nullable Parts parse(String key) {
    Matcher matcher = FORMAT.matcher(key);
    return matcher.matches() ? new Parts(matcher.group(1), matcher.group(2)) : null;
  }

  /** SHA-256 of the secret, in lower-case hexadecimal: what the registry stores. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(digest(secret));
  }

  /** In a time that says nothing about where they differ. */
  public static boolean matches(String secret, String storedHash) {
    return MessageDigest.isEqual(hash(secret).getBytes(UTF_8), storedHash.getBytes(UTF_8));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
