package org.meitheal.worker.inference;

import org.jspecify.annotations.Nullable;

/** A request that gets no result, and what its caller is to be told; the same at every door. */
public final class InferenceException extends RuntimeException {
  private final Kind kind;
  private final @Nullable Double earliestFinishMs;

  /** What happened, with the HTTP status that says so. */
  public enum Kind {
    NOT_AN_IMAGE(400, "not-an-image"),
    NO_LABELS(400, "no-labels"),
    UNKNOWN_MODEL(404, "unknown-model"),
    CANCELLED(409, "cancelled"),
    TOO_LARGE(413, "body-too-large"),
    IMAGE_TOO_LARGE(413, "image-too-large"),
    FAILED(500, "inference-failed"),
    NO_CAPACITY(503, "no-capacity"),
    DEADLINE_EXCEEDED(504, "deadline-exceeded");

    private final int status;
    private final String code;

    Kind(int status, String code) {
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }

  public InferenceException(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param earliestFinishMs of a request that was refused: when it could be done
   */
  public InferenceException(Kind kind, String message, @Nullable Double earliestFinishMs) {
    super(message, null, false, false);
    this.kind = kind;
    this.earliestFinishMs = earliestFinishMs;
  }

  public Kind kind() {
    return kind;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  /** Of a request that was refused: when it could be done at the earliest; else null. */
  public @Nullable Double earliestFinishMs() {
    return earliestFinishMs;
  }
}
