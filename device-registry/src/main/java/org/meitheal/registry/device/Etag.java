package org.meitheal.registry.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;

/** A device's revision as an ETag. It changes with what operators set, not with each heartbeat. */
final class Etag {
  private static final Pattern FORM = Pattern.compile("\"(\\d{1,18})\"");

  private Etag() {}

  static String of(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * The revision that the operator saw; null for {@code *}, any.
   *
   * @throws ProblemException 428 {@code if-match-required} without the header; 412 {@code
   *     revision-changed} for one that no device can have
   */
  static @Nullable Long expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ProblemException(
          428, "if-match-required", false, "Send If-Match with the ETag that you read.");
    }
    if (ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher matcher = FORM.matcher(ifMatch.strip());
    if (!matcher.matches()) {
      throw new ProblemException(
          412, "revision-changed", false, "If-Match names no revision of this device.");
    }
    return Long.valueOf(matcher.group(1));
  }
}
