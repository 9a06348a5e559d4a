package org.meitheal.lab.bench.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.identity.TokenIssuer;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.Page;

/**
 * The registry and the scheduler of a {@link FleetLoad} at one address, as far as a dashboard needs
 * them.
 */
final class GeneratedServices implements AutoCloseable {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
  private static final String BEARER = "Bearer ";
  private static final int REFUSED = 401;
  private static final int NOT_FOUND = 404;

  private final KeyPair pair = Ed25519.generate();
  private final TokenIssuer issuer =
      new TokenIssuer("bench", pair.getPrivate(), InstantSource.system(), TOKEN_LIFE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Role> roles;
  private final FleetLoad load;
  private final HttpServer server;

  /**
   * @param roles by API key
   */
  GeneratedServices(FleetLoad load, Map<String, Role> roles) throws IOException {
    this.load = load;
    this.roles = Map.copyOf(roles);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    on("/", _ -> null);
    on("/v1/tokens", this::token);
    on("/v1/keys", _ -> publicKeys());
    on("/v1/events", _ -> new Page<>(List.of(), null));
    on("/v1/exclusions", _ -> List.of());
    on("/v1/decisions", this::decisions);
    server.createContext("/v1/watch", load::serveFleet);
    server.createContext("/v1/decisions/watch", load::serveDecisions);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void on(String path, Function<HttpExchange, @Nullable Object> answer) {
    server.createContext(path, exchange -> answer(exchange, answer.apply(exchange)));
  }

  private @Nullable Object token(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    Role role =
        given == null || !given.startsWith(BEARER)
            ? null
            : roles.get(given.substring(BEARER.length()));
    return role == null
        ? (Object) REFUSED
        : new TokenAnswer(issuer.issue("bench", role, List.of()), TOKEN_LIFE.toMillis());
  }

  private PublicKeys publicKeys() {
    return new PublicKeys(
        List.of(new PublicKeys.Key("bench", "token", Ed25519.encode(pair.getPublic()))));
  }

  private @Nullable Object decisions(HttpExchange exchange) {
    String rest = exchange.getRequestURI().getPath().substring("/v1/decisions".length());
    return rest.isEmpty()
        ? new Page<>(load.newestDecisions().reversed(), null)
        : load.newestDecisions().stream()
            .filter(decision -> rest.equals("/" + decision.id()))
            .findFirst()
            .orElse(null);
  }

  private static void answer(HttpExchange exchange, @Nullable Object answer) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (answer == null || answer instanceof Integer) {
        exchange.sendResponseHeaders(answer instanceof Integer status ? status : NOT_FOUND, -1);
        return;
      }
      byte[] body = ProtocolJson.MAPPER.writeValueAsString(answer).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    load.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
