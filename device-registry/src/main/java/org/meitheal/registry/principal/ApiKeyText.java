package org.meitheal.registry.principal;

import java.util.Optional;
import org.meitheal.protocol.identity.ApiKeyFormat;

/** An API key as its holder has it: the id finds the row, the secret proves it. */
public record ApiKeyText(String id, String secret) {
  /** A new id with a new secret. */
  public static ApiKeyText generate() {
    return generate(ApiKeyFormat.newId());
  }

  /** A new secret for this id. */
  static ApiKeyText generate(String id) {
    return parse(ApiKeyFormat.make(id)).orElseThrow();
  }

  /** Empty if the text is no key. */
  public static Optional<ApiKeyText> parse(String text) {
    return Optional.ofNullable(ApiKeyFormat.parse(text))
        .map(parts -> new ApiKeyText(parts.id(), parts.secret()));
  }

  /** What is stored. */
  public String hash() {
    return ApiKeyFormat.hash(secret);
  }

  /** The whole key, to be shown once. */
  public String text() {
    return "mk_" + id + '_' + secret;
  }

  /** Without the secret: a key must not end up in a log. */
  @Override
  public String toString() {
    return "mk_" + id + "_…";
  }
}
