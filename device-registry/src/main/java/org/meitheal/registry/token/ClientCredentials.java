package org.meitheal.registry.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's name and key in OAuth 2.0's client credentials grant (RFC 6749, 4.4), in the header or
 * in the body.
 */
record ClientCredentials(String id, String secret) {
  private static final String BASIC = "Basic ";

  /** Without the secret: a key must not end up in a log. */
  @Override
  public String toString() {
    return "ClientCredentials[" + id + "]";
  }

  /** None where the request is not one for this grant. */
  static @Nullable ClientCredentials of(@Nullable String authorization, String body) {
    try {
      Map<String, String> form = form(body);
      if (!"client_credentials".equals(form.get("grant_type"))) {
        return null;
      }
      return authorization == null
          ? pair(form.get("client_id"), form.get("client_secret"))
          : ofBasic(authorization);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static @Nullable ClientCredentials ofBasic(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
    String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    return pair.length == 2 ? pair(decoded(pair[0]), decoded(pair[1])) : null;
  }

  private static @Nullable ClientCredentials pair(@Nullable String id, @Nullable String secret) {
    return id == null || secret == null ? null : new ClientCredentials(id, secret);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        form.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
