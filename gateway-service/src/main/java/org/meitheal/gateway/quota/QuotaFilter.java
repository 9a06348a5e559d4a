package org.meitheal.gateway.quota;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.meitheal.gateway.credential.Caller;
import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Refuses what is over the caller's quota; those without a credential share their address's. */
final class QuotaFilter implements GlobalFilter, Ordered {
  private final Quotas quotas;

  QuotaFilter(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public int getOrder() {
    return -200;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Duration wait = quotas.take(nameOf(exchange));
    return wait.isZero()
        ? chain.filter(exchange)
        : Mono.error(new GatewayException(GatewayError.overQuota(wait)));
  }

  private static String nameOf(ServerWebExchange exchange) {
    Caller caller = Caller.of(exchange);
    return caller == null ? "address " + address(exchange) : "caller " + caller.subject();
  }

  private static String address(ServerWebExchange exchange) {
    InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
    return remote == null ? "unknown" : remote.getHostString();
  }
}
