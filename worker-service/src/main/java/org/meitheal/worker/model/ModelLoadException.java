package org.meitheal.worker.model;

import org.jspecify.annotations.Nullable;

/** A bundle that could not be loaded. */
public final class ModelLoadException extends Exception {
  private final boolean missing;

  ModelLoadException(String message, boolean missing, @Nullable Throwable cause) {
    super(message, cause);
    this.missing = missing;
  }

  /** Whether there is no such bundle at all. */
  public boolean missing() {
    return missing;
  }
}
