package org.meitheal.protocol.oip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the flat parameters of requests. */
final class Parameters {
  private Parameters() {}

  /** Null where it is absent. */
  static @Nullable Boolean flag(Map<String, Object> parameters, String name) {
    return switch (parameters.get(name)) {
      case null -> null;
      case Boolean flag -> flag;
      default -> throw OipException.badRequest("'" + name + "' must be true or false");
    };
  }

  /** A byte count; null where it is absent. */
  static @Nullable Long size(Map<String, Object> parameters, String name) {
    return switch (parameters.get(name)) {
      case null -> null;
      case Long size when size >= 0 -> size;
      default ->
          throw OipException.badRequest("'" + name + "' must be an integer that is not negative");
    };
  }
}
