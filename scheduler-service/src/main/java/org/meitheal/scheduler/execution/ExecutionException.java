package org.meitheal.scheduler.execution;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that got no answer, as its client is told. */
public final class ExecutionException extends RuntimeException {
  private final int status;
  private final String code;
  private final @Nullable Duration retryAfter;
  private final @Nullable String decision;

  ExecutionException(
      int status,
      String code,
      String message,
      @Nullable Duration retryAfter,
      @Nullable String decision) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.decision = decision;
  }

  public int status() {
    return status;
  }

  /** Stable, kebab-case. */
  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** When another try may have better luck; none where it would not. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The decision that explains it; none where there was none. */
  public @Nullable String decision() {
    return decision;
  }
}
