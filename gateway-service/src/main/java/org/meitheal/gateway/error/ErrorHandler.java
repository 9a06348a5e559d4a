package org.meitheal.gateway.error;

import static org.meitheal.protocol.metric.Metric.GATEWAY_REFUSALS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers every failure that no service behind has answered. */
@Component
final class ErrorHandler implements WebExceptionHandler, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);
  private static final String CODE_HEADER = "Meitheal-Error-Code";

  private final MeterProvider<Counter> refusals;

  ErrorHandler(MeterRegistry registry) {
    this.refusals =
        Counter.builder(GATEWAY_REFUSALS.meter())
            .description(GATEWAY_REFUSALS.help())
            .withRegistry(registry);
  }

  /** Before Boot's own handler, which is at −1. */
  @Override
  public int getOrder() {
    return -2;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      // The head is gone already: all that is left is to break off, so that the caller notices.
      return Mono.error(failure);
    }
    GatewayError error = explain(exchange, failure);
    refusals.withTag("reason", error.code()).increment();
    return write(exchange, error, failure);
  }

  private static GatewayError explain(ServerWebExchange exchange, Throwable failure) {
    GatewayError error = Failures.explain(failure, exchange.getRequest());
    if (error == null) {
      LOG.error("Unexpected failure", failure);
      return Failures.internal();
    }
    if (error.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      LOG.warn("{} was answered 503: {}", exchange.getRequest().getPath(), failure.getMessage());
    }
    return error;
  }

  private static Mono<Void> write(
      ServerWebExchange exchange, GatewayError error, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    ErrorBody body = ErrorBody.of(error, exchange.getRequest().getPath().value());
    byte[] bytes = body.bytes();
    response.setStatusCode(error.status());
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(body.type());
    headers.setContentLength(bytes.length);
    addHints(headers, error);
    if (failure instanceof MethodNotAllowedException method) {
      headers.setAllow(method.getSupportedMethods());
    }
    return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
        ? response.setComplete()
        : response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
  }

  private static void addHints(HttpHeaders headers, GatewayError error) {
    headers.set(CODE_HEADER, error.code());
    if (error.status() == HttpStatus.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (error.retryAfter() != null) {
      long millis = Math.max(1, error.retryAfter().toMillis());
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.ceilDiv(millis, 1000)));
    }
  }
}
