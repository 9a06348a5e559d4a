package org.meitheal.gateway.credential;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a caller shows. Neither form prints its secret. */
sealed interface Credential {
  String API_KEY_HEADER = "X-API-Key";

  String API_KEY_PREFIX = "mk_";
  String SCHEME = "Bearer ";
  int LONGEST = 8192;

  /** A long-lived secret that the registry exchanges. */
  record ApiKey(String value) implements Credential {
    @Override
    public String toString() {
      return "ApiKey[…]";
    }
  }

  /** A signed token, verified offline. */
  record Token(String value) implements Credential {
    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /** Of {@code Authorization: Bearer} first, then of {@code X-API-Key}. */
  static @Nullable Credential of(HttpHeaders headers) {
    String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
          ? parse(authorization.substring(SCHEME.length()).strip())
          : null;
    }
    String key = headers.getFirst(API_KEY_HEADER);
    return key == null ? null : parse(key.strip());
  }

  private static @Nullable Credential parse(String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return null;
    }
    return value.startsWith(API_KEY_PREFIX) ? new ApiKey(value) : new Token(value);
  }
}
