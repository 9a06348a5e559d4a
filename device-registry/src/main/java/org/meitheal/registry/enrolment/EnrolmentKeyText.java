package org.meitheal.registry.enrolment;

import java.util.Optional;
import org.meitheal.registry.principal.ApiKeyText;

/**
 * An enrolment key looks as an API key does, but starts with {@code me_}: neither is taken for the
 * other.
 */
final class EnrolmentKeyText {
  private static final String PREFIX = "me_";
  private static final String API_PREFIX = "mk_";

  private EnrolmentKeyText() {}

  static String of(ApiKeyText key) {
    return PREFIX + key.text().substring(API_PREFIX.length());
  }

  /** Empty if the text is no enrolment key. */
  static Optional<ApiKeyText> parse(String text) {
    return text.startsWith(PREFIX)
        ? ApiKeyText.parse(API_PREFIX + text.substring(PREFIX.length()))
        : Optional.empty();
  }
}
