package org.meitheal.protocol.trace;

import java.util.regex.Pattern;

/** Names of paths, without the ids in them. */
final class Paths {
  private static final Pattern ID =
      Pattern.compile("(?<=/(executions|attempts|cuts|rows|decisions|devices|parts)/)[^/]+");

  private Paths() {}

  static String withoutIds(String path) {
    return ID.matcher(path).replaceAll("*");
  }
}
