package org.meitheal.gateway.trace;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.trace.Entry;
import org.meitheal.protocol.trace.Tracing;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The service behind gets this span as its parent. Inferences alone begin a trace. */
final class TraceWebFilter implements WebFilter, Ordered {
  private static final int OK = 200;
  private static final int CLIENT_GONE = 499;

  private final Tracing tracing;

  TraceWebFilter(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 2;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    boolean inference = isInference(request);
    Entry entry =
        tracing.enter(
            inference ? "infer" : request.getMethod().name(),
            request.getHeaders()::getFirst,
            inference);
    if (entry == null) {
      return chain.filter(exchange);
    }
    exchange
        .getResponse()
        .beforeCommit(() -> {
          entry.end(status(exchange.getResponse().getStatusCode()));
          return Mono.empty();
        });
    // A span ends once, so what comes after its answer's head does no harm.
    return chain.filter(traced(exchange, entry)).doOnCancel(() -> entry.end(CLIENT_GONE));
  }

  private static ServerWebExchange traced(ServerWebExchange exchange, Entry entry) {
    return exchange
        .mutate()
        .request(request -> request.headers(headers -> entry.addTo(headers::set)))
        .build();
  }

  private static int status(@Nullable HttpStatusCode status) {
    return status == null ? OK : status.value();
  }

  private static boolean isInference(ServerHttpRequest request) {
    String path = request.getPath().value();
    return HttpMethod.POST.equals(request.getMethod())
        && (path.endsWith("/infer") || path.endsWith("/classify"));
  }
}
