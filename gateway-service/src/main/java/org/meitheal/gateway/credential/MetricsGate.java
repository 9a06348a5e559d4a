package org.meitheal.gateway.credential;

import java.util.EnumSet;
import java.util.Set;
import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The gateway's own metrics are for those who may look, as everywhere; a token is needed. */
final class MetricsGate implements WebFilter, Ordered {
  private static final String GUARDED = "/actuator/prometheus";
  private static final Set<Role> MAY_LOOK = EnumSet.of(Role.VIEWER, Role.OPERATOR, Role.SERVICE);

  private final VerifiedTokens tokens;

  MetricsGate(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!exchange.getRequest().getPath().pathWithinApplication().value().startsWith(GUARDED)) {
      return chain.filter(exchange);
    }
    if (!(Credential.of(exchange.getRequest().getHeaders()) instanceof Credential.Token token)) {
      return Mono.error(new GatewayException(GatewayError.noCredential()));
    }
    return tokens
        .verified(token.value())
        .flatMap(valid ->
            mayLook(valid)
                ? chain.filter(exchange)
                : Mono.error(new GatewayException(GatewayError.forbidden(valid.role().name()))));
  }

  private static boolean mayLook(AccessToken token) {
    return MAY_LOOK.contains(token.role());
  }
}
