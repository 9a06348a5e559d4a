package org.meitheal.gateway.credential;

import java.util.Map;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

/** Which credential a route asks for; kept in the route's metadata. */
public enum Access {
  /** None here: the service behind looks at it itself. */
  OPEN,
  /** An API key or a token. Also what a route has that says nothing. */
  CALLERS;

  private static final String KEY = "access";

  public Map<String, Object> asMetadata() {
    return Map.of(KEY, this);
  }

  static Access of(ServerWebExchange exchange) {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    return route != null && route.getMetadata().get(KEY) == OPEN ? OPEN : CALLERS;
  }
}
