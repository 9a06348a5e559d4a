package org.meitheal.worker.enrolment;

import java.io.IOException;

/** The registry answered, and said no. */
final class RegistryRefusal extends IOException {
  private static final int CONFLICT = 409;
  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;

  private final int status;

  RegistryRefusal(int status, String detail) {
    super(detail);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Another life of this device, or another device, stands in the way. */
  boolean isConflict() {
    return status == CONFLICT;
  }

  /** The registry doesn't know this device or its credential any more. */
  boolean isUnknownDevice() {
    return status == UNAUTHENTICATED || status == NOT_FOUND;
  }

  /** Whether the same call may succeed later. */
  boolean isTransient() {
    return status >= 500 || status == TIMEOUT || status == TOO_MANY;
  }
}
