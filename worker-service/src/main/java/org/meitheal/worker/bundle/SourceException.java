package org.meitheal.worker.bundle;

import org.jspecify.annotations.Nullable;

/** A source did not deliver. */
final class SourceException extends Exception {
  private final Kind kind;

  /** What is to be expected of another try. */
  enum Kind {
    /** It has no such bundle. */
    ABSENT,
    /** It broke off, is busy or away: it may do better later. */
    PASSING,
    /** What it says is wrong. */
    WRONG
  }

  SourceException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  SourceException(Kind kind, String message) {
    this(kind, message, null);
  }

  Kind kind() {
    return kind;
  }
}
