package org.meitheal.gateway.body;

import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.meitheal.gateway.settings.GatewaySettings;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses a body that says that it is too large before a byte of it is read. A body that says its
 * length is held to it by HTTP itself, so only chunked ones are counted.
 */
@Component
final class BodyLimitFilter implements GlobalFilter, Ordered {
  private final long limitBytes;

  BodyLimitFilter(GatewaySettings settings) {
    this.limitBytes = settings.bodyLimit().toBytes();
  }

  @Override
  public int getOrder() {
    return -100;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    long length = exchange.getRequest().getHeaders().getContentLength();
    if (length > limitBytes) {
      return Mono.error(new GatewayException(GatewayError.bodyTooLarge(limitBytes)));
    }
    return chain.filter(length < 0 ? counted(exchange) : exchange);
  }

  private ServerWebExchange counted(ServerWebExchange exchange) {
    return exchange.mutate().request(new CountedRequest(exchange.getRequest(), limitBytes)).build();
  }
}
