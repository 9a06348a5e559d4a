package org.meitheal.gateway.credential;

import java.time.Duration;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.json.ProtocolJson;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** {@code POST /v1/tokens} at the registry. */
final class KeyExchange {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final HttpClient client;

  KeyExchange(java.net.URI registry, Duration connectTimeout) {
    this.client =
        HttpClient.create(connections())
            .baseUrl(registry.toString().replaceAll("/+$", ""))
            .option(
                io.netty.channel.ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(connectTimeout.toMillis()))
            .responseTimeout(LONGEST);
  }

  private static ConnectionProvider connections() {
    return ConnectionProvider.builder("key-exchange")
        .maxConnections(16)
        .pendingAcquireMaxCount(256)
        .pendingAcquireTimeout(LONGEST)
        .maxIdleTime(Duration.ofSeconds(15))
        .build();
  }

  /**
   * @return empty where the registry knows no such key; an error where it cannot be asked
   */
  Mono<TokenAnswer> exchange(String apiKey) {
    return client
        .headers(headers -> headers.set("Authorization", "Bearer " + apiKey))
        .post()
        .uri("/v1/tokens")
        .responseSingle(KeyExchange::read)
        .timeout(LONGEST);
  }

  private static Mono<TokenAnswer> read(HttpClientResponse response, ByteBufMono body) {
    return switch (response.status().code()) {
      case 200, 201 ->
          body.asByteArray().map(bytes -> ProtocolJson.MAPPER.readValue(bytes, TokenAnswer.class));
      case 400, 401, 403, 404 -> Mono.empty();
      default ->
          Mono.error(new IllegalStateException("the registry answered " + response.status()));
    };
  }
}
