package org.meitheal.worker.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle is not on disk, and cannot be had. */
public final class BundleFetchException extends Exception {
  private final int status;

  BundleFetchException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  BundleFetchException(int status, String message) {
    this(status, message, null);
  }

  /** The HTTP status for who asked for it. */
  public int status() {
    return status;
  }
}
