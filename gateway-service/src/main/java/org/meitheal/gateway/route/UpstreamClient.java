package org.meitheal.gateway.route;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import reactor.netty.resources.ConnectionProvider;

/** Spring Cloud Gateway's client, but with a bound on how many requests wait for a connection. */
final class UpstreamClient extends HttpClientFactory {
  /** A service behind, each. Streams of events hold one for as long as they last. */
  private static final int MOST_CONNECTIONS = 1000;

  private static final int MOST_WAITING = 1000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** Under the 20 s after which a Tomcat behind would close it just as it is used again. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

  UpstreamClient(
      HttpClientProperties properties,
      ServerProperties server,
      HttpClientSslConfigurer ssl,
      List<HttpClientCustomizer> customizers) {
    super(properties, server, ssl, customizers);
  }

  @Override
  protected ConnectionProvider buildConnectionProvider(HttpClientProperties properties) {
    return ConnectionProvider.builder("upstream")
        .maxConnections(MOST_CONNECTIONS)
        .pendingAcquireMaxCount(MOST_WAITING)
        .pendingAcquireTimeout(LONGEST_WAIT)
        .maxIdleTime(LONGEST_IDLE)
        .evictInBackground(LONGEST_IDLE)
        // The warmest connection first: its congestion window is open and the rest may go idle.
        .lifo()
        .build();
  }
}
