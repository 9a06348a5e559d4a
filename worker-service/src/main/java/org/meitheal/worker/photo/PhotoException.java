package org.meitheal.worker.photo;

/** A photo that cannot be used. */
public final class PhotoException extends Exception {
  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** Neither JPEG nor PNG, or broken. */
    NOT_AN_IMAGE,
    /** More pixels than this worker decodes. */
    TOO_MANY_PIXELS
  }

  PhotoException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static PhotoException notAnImage(String message) {
    return new PhotoException(Reason.NOT_AN_IMAGE, message);
  }

  public Reason reason() {
    return reason;
  }
}
