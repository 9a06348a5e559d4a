package org.meitheal.gateway.credential;

import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns what the caller shows into the token that goes on, and lets nobody by without one. */
final class CredentialFilter implements GlobalFilter, Ordered {
  private final KeyTokens keys;
  private final VerifiedTokens tokens;

  CredentialFilter(KeyTokens keys, VerifiedTokens tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  @Override
  public int getOrder() {
    return -300;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (Access.of(exchange) == Access.OPEN) {
      return chain.filter(exchange);
    }
    return switch (Credential.of(exchange.getRequest().getHeaders())) {
      case null -> Mono.error(new GatewayException(GatewayError.noCredential()));
      case Credential.ApiKey key -> {
        forgetWhereRefused(exchange, key);
        yield goOn(keys.callerOf(key.value()), exchange, chain);
      }
      case Credential.Token token -> goOn(tokens.callerOf(token.value()), exchange, chain);
    };
  }

  private static Mono<Void> goOn(
      Mono<Caller> callers, ServerWebExchange exchange, GatewayFilterChain chain) {
    return callers.flatMap(caller -> chain.filter(asCaller(exchange, caller)));
  }

  private static ServerWebExchange asCaller(ServerWebExchange exchange, Caller caller) {
    caller.remember(exchange);
    return exchange
        .mutate()
        .request(request -> request.headers(headers -> show(headers, caller)))
        .build();
  }

  private static void show(HttpHeaders headers, Caller caller) {
    headers.remove(Credential.API_KEY_HEADER);
    headers.set(HttpHeaders.AUTHORIZATION, Credential.SCHEME + caller.token());
  }

  private void forgetWhereRefused(ServerWebExchange exchange, Credential.ApiKey key) {
    exchange
        .getResponse()
        .beforeCommit(() -> {
          if (exchange.getResponse().getStatusCode() == HttpStatus.UNAUTHORIZED
              && Caller.of(exchange) != null) {
            keys.forget(key.value());
          }
          return Mono.empty();
        });
  }
}
