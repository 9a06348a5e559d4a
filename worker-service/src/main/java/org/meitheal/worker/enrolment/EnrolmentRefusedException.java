package org.meitheal.worker.enrolment;

/** This device can never become a member as it is configured. */
final class EnrolmentRefusedException extends Exception {
  EnrolmentRefusedException(String message) {
    super(message);
  }
}
