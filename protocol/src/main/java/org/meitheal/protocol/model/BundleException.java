package org.meitheal.protocol.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A bundle that is missing, malformed or not what its manifest says. */
public final class BundleException extends RuntimeException {
  BundleException(Path folder, String message, @Nullable Throwable cause) {
    super("model bundle " + folder + ": " + message, cause);
  }

  BundleException(Path folder, String message) {
    this(folder, message, null);
  }
}
