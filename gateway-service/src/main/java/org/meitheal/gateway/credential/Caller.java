package org.meitheal.gateway.credential;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who asks, once that is known.
 *
 * @param subject the principal's name or the device's id
 * @param token what the services behind verify for themselves
 */
public record Caller(String subject, String token) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** None on open routes. */
  public static @Nullable Caller of(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE);
  }

  void remember(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  @Override
  public String toString() {
    return "Caller[" + subject + "]";
  }
}
