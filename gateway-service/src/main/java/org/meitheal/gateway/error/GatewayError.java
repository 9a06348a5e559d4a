package org.meitheal.gateway.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * What the gateway itself has to refuse, before it is written in either form.
 *
 * @param code stable, kebab-case
 * @param retryable whether the same request may succeed later
 * @param detail in a sentence, for people
 * @param retryAfter rounded up to whole seconds in {@code Retry-After}
 */
public record GatewayError(
    HttpStatus status,
    String code,
    boolean retryable,
    String detail,
    @Nullable Duration retryAfter) {

  public static GatewayError noCredential() {
    return unauthorized("unauthenticated", "An API key or a token is needed as bearer.");
  }

  public static GatewayError badCredential() {
    return unauthorized("unauthenticated", "The API key or token is not valid.");
  }

  public static GatewayError forbidden(String role) {
    return permanent(HttpStatus.FORBIDDEN, "forbidden", "Not allowed for the role " + role + ".");
  }

  public static GatewayError overQuota(Duration retryAfter) {
    return new GatewayError(
        HttpStatus.TOO_MANY_REQUESTS,
        "over-quota",
        true,
        "More requests than this caller's quota allows.",
        retryAfter);
  }

  public static GatewayError bodyTooLarge(long limitBytes) {
    return permanent(
        HttpStatus.CONTENT_TOO_LARGE,
        "body-too-large",
        "The body is larger than " + limitBytes + " bytes.");
  }

  public static GatewayError unavailable(String detail, Duration retryAfter) {
    return new GatewayError(
        HttpStatus.SERVICE_UNAVAILABLE, "unavailable", true, detail, retryAfter);
  }

  static GatewayError timedOut() {
    return new GatewayError(
        HttpStatus.GATEWAY_TIMEOUT, "no-answer-in-time", true, "No answer came in time.", null);
  }

  static GatewayError notFound(String path) {
    return permanent(HttpStatus.NOT_FOUND, "not-found", "There is nothing at " + path + ".");
  }

  static GatewayError methodNotAllowed(HttpMethod method) {
    return permanent(
        HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", method + " is not possible here.");
  }

  static GatewayError permanent(HttpStatus status, String code, String detail) {
    return new GatewayError(status, code, false, detail, null);
  }

  private static GatewayError unauthorized(String code, String detail) {
    return permanent(HttpStatus.UNAUTHORIZED, code, detail);
  }
}
