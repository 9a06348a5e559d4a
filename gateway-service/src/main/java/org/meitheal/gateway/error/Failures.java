package org.meitheal.gateway.error;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Says what a failure means to the caller; never a class name or a message from inside. */
final class Failures {
  private static final Duration SOON = Duration.ofSeconds(1);

  private Failures() {}

  /** None for what nobody expected, which is the gateway's own fault. */
  static @Nullable GatewayError explain(Throwable failure, ServerHttpRequest request) {
    return switch (failure) {
      case GatewayException expected -> expected.error();
      case MethodNotAllowedException _ -> GatewayError.methodNotAllowed(request.getMethod());
      case ResponseStatusException status -> byStatus(status, request);
      case PoolAcquireTimeoutException _, PoolAcquirePendingLimitException _ ->
          GatewayError.unavailable("Too many requests wait for the service behind.", SOON);
      case TimeoutException _ -> GatewayError.timedOut();
      case IOException _ -> GatewayError.unavailable("The service behind cannot be reached.", SOON);
      default -> null;
    };
  }

  private static GatewayError byStatus(ResponseStatusException failure, ServerHttpRequest request) {
    HttpStatus status = HttpStatus.resolve(failure.getStatusCode().value());
    return switch (status) {
      case null -> internal();
      case NOT_FOUND -> GatewayError.notFound(request.getPath().value());
      case GATEWAY_TIMEOUT -> GatewayError.timedOut();
      case SERVICE_UNAVAILABLE ->
          GatewayError.unavailable("The service behind cannot be reached.", SOON);
      default ->
          status.is5xxServerError()
              ? internal()
              : GatewayError.permanent(status, code(status), status.getReasonPhrase() + ".");
    };
  }

  static GatewayError internal() {
    return GatewayError.permanent(
        HttpStatus.INTERNAL_SERVER_ERROR, "internal", "The gateway failed.");
  }

  private static String code(HttpStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
