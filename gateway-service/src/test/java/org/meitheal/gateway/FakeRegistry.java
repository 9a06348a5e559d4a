package org.meitheal.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.identity.TokenIssuer;
import org.meitheal.protocol.json.ProtocolJson;

/** Exchanges keys that start with {@code mk_good}, publishes its key, echoes all else. */
final class FakeRegistry {
  final FakeUpstream http = new FakeUpstream();
  final AtomicInteger exchanges = new AtomicInteger();
  volatile boolean away;
  private final KeyPair pair = pair();
  private final TokenIssuer issuer =
      new TokenIssuer("k1", pair.getPrivate(), InstantSource.system(), Duration.ofMinutes(10));

  FakeRegistry() {
    reset();
  }

  void reset() {
    http.reset();
    exchanges.set(0);
    away = false;
    http.answer = this::answer;
  }

  String token(String subject) {
    return token(subject, Role.CLIENT);
  }

  String token(String subject, Role role) {
    return issuer.issue(subject, role, List.of());
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (away) {
      FakeUpstream.status(503, "").to(exchange);
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/v1/tokens")) {
      exchangeKey(exchange);
    } else if (path.equals("/v1/keys")) {
      json(new PublicKeys(List.of(new PublicKeys.Key("k1", "token", x()))), exchange);
    } else {
      http.keepAndEcho(exchange);
    }
  }

  private void exchangeKey(HttpExchange exchange) throws IOException {
    exchanges.incrementAndGet();
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (!bearer.startsWith("Bearer mk_good")) {
      FakeUpstream.status(401, "{}").to(exchange);
      return;
    }
    json(new TokenAnswer(token("owner-of-" + bearer.substring(10)), 600_000), exchange);
  }

  private static void json(Object value, HttpExchange exchange) throws IOException {
    FakeUpstream.status(200, ProtocolJson.MAPPER.writeValueAsString(value)).to(exchange);
  }

  private String x() {
    return Ed25519.encode(pair.getPublic());
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
