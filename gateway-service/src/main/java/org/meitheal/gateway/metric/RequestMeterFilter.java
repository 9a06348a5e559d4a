package org.meitheal.gateway.metric;

import static org.meitheal.protocol.metric.Metric.GATEWAY_REQUEST;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Times requests to the head of their answer: a stream of events may go on for hours after that.
 */
@Component
final class RequestMeterFilter implements WebFilter, Ordered {
  private static final Duration[] LATENCIES =
      LongStream.of(5, 10, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterProvider<Timer> requests;

  RequestMeterFilter(MeterRegistry registry) {
    this.requests =
        Timer.builder(GATEWAY_REQUEST.meter())
            .description(GATEWAY_REQUEST.help())
            .serviceLevelObjectives(LATENCIES)
            .withRegistry(registry);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    long began = System.nanoTime();
    exchange
        .getResponse()
        .beforeCommit(() -> {
          record(exchange, status(exchange.getResponse().getStatusCode()), began);
          return Mono.empty();
        });
    return chain
        .filter(exchange)
        .doFinally(signal -> {
          if (signal == SignalType.CANCEL && !exchange.getResponse().isCommitted()) {
            record(exchange, "gone", began);
          }
        });
  }

  private void record(ServerWebExchange exchange, String status, long began) {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    requests
        .withTags("route", route == null ? "none" : route.getId(), "status", status)
        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  /** The class of a status; 200 is what is sent where none was set. */
  private static String status(@Nullable HttpStatusCode status) {
    return (status == null ? 2 : status.value() / 100) + "xx";
  }
}
