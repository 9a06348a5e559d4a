package org.meitheal.worker.enrolment;

/**
 * Who this device is for all of its lives.
 *
 * @param credential the API key that it exchanges for tokens
 */
record DeviceIdentity(String id, String credential) {
  /** Hides the credential. */
  @Override
  public String toString() {
    return id;
  }
}
