package org.meitheal.gateway.request;

import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps the caller's {@code X-Request-Id} where it is harmless to log, and makes one otherwise. */
@Component
final class RequestIdFilter implements WebFilter, Ordered {
  static final String HEADER = "X-Request-Id";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String given = exchange.getRequest().getHeaders().getFirst(HEADER);
    if (given != null && HARMLESS.matcher(given).matches()) {
      answerWith(given, exchange.getResponse());
      return chain.filter(exchange);
    }
    String id = UUID.randomUUID().toString();
    answerWith(id, exchange.getResponse());
    return chain.filter(withId(exchange, id));
  }

  /** Just before the head is written, so that a service's own header does not make it two. */
  private static void answerWith(String id, ServerHttpResponse response) {
    response.beforeCommit(() -> {
      response.getHeaders().set(HEADER, id);
      return Mono.empty();
    });
  }

  private static ServerWebExchange withId(ServerWebExchange exchange, String id) {
    return exchange
        .mutate()
        .request(request -> request.headers(headers -> headers.set(HEADER, id)))
        .build();
  }
}
