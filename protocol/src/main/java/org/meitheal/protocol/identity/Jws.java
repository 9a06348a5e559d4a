package org.meitheal.protocol.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/**
 * A JSON Web Signature in its compact form (RFC 7515), always Ed25519 (RFC 8037). The algorithm is
 * fixed: a header that names another is refused, so it cannot choose how it is verified.
 */
public final class Jws {
  /** Longer ones are refused unread. */
  public static final int MAX_LENGTH = 8192;

  private static final String ALGORITHM = "EdDSA";

  private final Header header;
  private final byte[] payload;
  private final byte[] signed;
  private final byte[] signature;

  private Jws(Header header, byte[] payload, byte[] signed, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signed = signed;
    this.signature = signature;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Header(
      @Nullable String alg, @Nullable String typ, @Nullable String kid, @Nullable Object crit) {}

  /**
   * @param kid which key signed, for the verifier to look up
   * @param type what the payload is, so that one kind cannot be taken for another
   */
  public static String sign(String kid, PrivateKey key, String type, byte[] payload) {
    byte[] header = ProtocolJson.MAPPER.writeValueAsBytes(new Header(ALGORITHM, type, kid, null));
    String signed = encode(header) + '.' + encode(payload);
    String compact = signed + '.' + encode(Ed25519.sign(key, signed.getBytes(US_ASCII)));
    if (compact.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("payload too large: " + payload.length + " bytes");
    }
    return compact;
  }

  /**
   * Reads without verifying: nothing in it may be believed before {@link #verify}.
   *
   * @throws InvalidJwsException if it is malformed, too long or of another algorithm
   */
  public static Jws parse(String compact) {
    if (compact.length() > MAX_LENGTH) {
      throw new InvalidJwsException("longer than " + MAX_LENGTH + " characters");
    }
    int first = compact.indexOf('.');
    int last = compact.lastIndexOf('.');
    if (first < 0 || first == last || compact.indexOf('.', first + 1) != last) {
      throw new InvalidJwsException("not three parts separated by dots");
    }
    return new Jws(
        header(decode(compact.substring(0, first))),
        decode(compact.substring(first + 1, last)),
        compact.substring(0, last).getBytes(US_ASCII),
        decode(compact.substring(last + 1)));
  }

  public String kid() {
    return header.kid == null ? "" : header.kid;
  }

  /** {@code typ} of the header. */
  public String type() {
    return header.typ == null ? "" : header.typ;
  }

  public byte[] payload() {
    return payload.clone();
  }

  public boolean verify(PublicKey key) {
    return Ed25519.verify(key, signed, signature);
  }

  private static Header header(byte[] json) {
    Header header;
    try {
      header = ProtocolJson.MAPPER.readValue(json, Header.class);
    } catch (JacksonException malformed) {
      throw new InvalidJwsException("its header is no JSON object");
    }
    if (header == null || !ALGORITHM.equals(header.alg) || header.kid == null) {
      throw new InvalidJwsException("its header needs alg EdDSA and a kid");
    }
    if (header.crit != null) {
      throw new InvalidJwsException("critical header extensions are not supported");
    }
    return header;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidJwsException("a part is not base64url");
    }
  }
}
