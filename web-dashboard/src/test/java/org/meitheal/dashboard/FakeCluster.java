package org.meitheal.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.decision.FakeList;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.InvalidTokenException;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.identity.TokenIssuer;
import org.meitheal.protocol.identity.TokenVerifier;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.Page;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A registry and a scheduler at one address: real HTTP, knows what the test says. */
final class FakeCluster implements AutoCloseable {
  /** Much longer than the registry's: tests share sign-ins, on machines that may be busy. */
  private static final Duration TOKEN_LIFE = Duration.ofHours(10);

  final Map<String, Role> keys = new ConcurrentHashMap<>();
  private final KeyPair pair = Ed25519.generate();
  private final TokenIssuer issuer =
      new TokenIssuer("k1", pair.getPrivate(), InstantSource.system(), TOKEN_LIFE);
  private final HttpServer server;
  private final List<LinkedBlockingQueue<String>> registryWatchers = new CopyOnWriteArrayList<>();
  private final List<LinkedBlockingQueue<String>> schedulerWatchers = new CopyOnWriteArrayList<>();
  private volatile WatchEvent.Snapshot snapshot = new WatchEvent.Snapshot(1, List.of(), List.of());
  private final List<DecisionView> decisions = new CopyOnWriteArrayList<>();
  final List<EventView> events = new CopyOnWriteArrayList<>();
  final List<ExclusionView> exclusions = new CopyOnWriteArrayList<>();

  /** What was asked to be taken back, and by whom. */
  final List<String> takenBack = new CopyOnWriteArrayList<>();

  /** Operators' calls: method, path, {@code If-Match} and body, by whom. */
  final List<String> acts = new CopyOnWriteArrayList<>();

  final List<Map<String, Object>> models = new CopyOnWriteArrayList<>();
  final FakeClassifier classifier = new FakeClassifier(this::verified);
  final Map<String, Object> bundles = new ConcurrentHashMap<>();
  volatile Map<String, Object> info = Map.of();

  final FakeObjectives objectives = new FakeObjectives();

  /** With which an operator's call is answered; 0 for what fits. */
  volatile int refusal;

  /** What the registry answers about a link, by its path and query. */
  volatile Function<URI, Object> linkHistories = uri -> 404;

  volatile boolean away;

  FakeCluster() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/tokens", exchange -> answer(exchange, this::token));
    server.createContext("/v1/keys", exchange -> answer(exchange, this::publicKeys));
    server.createContext("/v1/watch", exchange -> watch(exchange, registryWatchers, this::first));
    server.createContext(
        "/v1/links", exchange -> answer(exchange, e -> linkHistories.apply(e.getRequestURI())));
    server.createContext("/v1/decisions/watch", this::watchDecisions);
    server.createContext(
        "/v1/events", exchange -> answer(exchange, _ -> new Page<>(List.copyOf(events), null)));
    server.createContext("/v1/exclusions", exchange -> answer(exchange, this::exclusions));
    server.createContext("/v1/decisions", exchange -> answer(exchange, this::decision));
    server.createContext("/v1/devices", exchange -> answer(exchange, this::device));
    server.createContext("/v1/models", this::models);
    server.createContext("/v1/bundles", exchange -> answer(exchange, this::bundle));
    server.createContext(
        "/v1/objectives", exchange -> answer(exchange, e -> objectives.answer(e, caller(e))));
    server.createContext("/actuator/info", exchange -> answer(exchange, _ -> info));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Has a dashboard follow it, with a key that it knows. */
  void serve(DynamicPropertyRegistry properties) throws IOException {
    String key = ApiKeyFormat.make("dashboard");
    keys.put(key, Role.SERVICE);
    Path file = Files.createTempFile("dashboard", ".key");
    file.toFile().deleteOnExit();
    Files.writeString(file, key + "\n");
    properties.add("meitheal.dashboard.registry-url", this::uri);
    properties.add("meitheal.dashboard.scheduler-url", this::uri);
    properties.add("meitheal.dashboard.key-file", file::toString);
  }

  void tell(WatchEvent.Snapshot next) {
    snapshot = next;
    String event = event("snapshot", next.version(), next);
    registryWatchers.forEach(watcher -> watcher.add(event));
  }

  void tell(DecisionView decision) {
    decisions.add(decision);
    String event = event("decision", decision.id(), decision);
    schedulerWatchers.forEach(watcher -> watcher.add(event));
  }

  /** Known to the scheduler, but too old for its watch. */
  void remember(DecisionView decision) {
    decisions.add(decision);
  }

  private List<String> first() {
    return List.of(event("snapshot", snapshot.version(), snapshot));
  }

  private interface Handler {
    Object answer(HttpExchange exchange);
  }

  private Object token(HttpExchange exchange) {
    String key = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
    Role role = keys.get(key);
    if (role == null) {
      return 401;
    }
    return new TokenAnswer(issuer.issue("ada", role, List.of()), TOKEN_LIFE.toMillis());
  }

  private Object publicKeys(HttpExchange exchange) {
    String x = Ed25519.encode(pair.getPublic());
    return new PublicKeys(List.of(new PublicKeys.Key("k1", "token", x)));
  }

  private Object exclusions(HttpExchange exchange) {
    if (exchange.getRequestMethod().equals("GET")) {
      return List.copyOf(exclusions);
    }
    URI uri = exchange.getRequestURI();
    takenBack.add(uri.toString());
    String device = uri.getPath().substring("/v1/exclusions/".length());
    return exclusions.removeIf(one -> one.device().equals(device)) ? 204 : 404;
  }

  private void models(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST") && !away) {
      classifier.handle(exchange);
    } else {
      answer(exchange, _ -> List.copyOf(models));
    }
  }

  private Object bundle(HttpExchange exchange) {
    String sha256 = exchange.getRequestURI().getPath().substring("/v1/bundles/".length());
    return bundles.getOrDefault(sha256, 404);
  }

  /** Its state is not changed: the test tells what is next. */
  private Object device(HttpExchange exchange) {
    String id = exchange.getRequestURI().getPath().substring("/v1/devices/".length());
    DeviceView known =
        snapshot.devices().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    if (known == null || exchange.getRequestMethod().equals("GET")) {
      return known == null ? 404 : known;
    }
    AccessToken by = caller(exchange);
    if (by == null) {
      return 401;
    }
    if (by.role() != Role.OPERATOR || refusal != 0) {
      return by.role() != Role.OPERATOR ? 403 : refusal;
    }
    String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
    if (!ifMatch.equals("\"" + known.revision() + "\"")) {
      return 412;
    }
    acts.add(exchange.getRequestMethod() + " " + id + " " + ifMatch + " by " + by.subject());
    return exchange.getRequestMethod().equals("DELETE") ? 204 : known;
  }

  private @Nullable AccessToken caller(HttpExchange exchange) {
    return verified(exchange.getRequestHeaders().getFirst("Authorization").substring(7));
  }

  private @Nullable AccessToken verified(String token) {
    try {
      return new TokenVerifier((_, _) -> pair.getPublic(), InstantSource.system()).verify(token);
    } catch (InvalidTokenException invalid) {
      return null;
    }
  }

  private Object decision(HttpExchange exchange) {
    if (exchange.getRequestURI().getPath().equals("/v1/decisions")) {
      return FakeList.answer(decisions, exchange.getRequestURI());
    }
    String id = exchange.getRequestURI().getPath().substring("/v1/decisions/".length());
    return decisions.stream()
        .filter(one -> one.id().equals(id))
        .map(Object.class::cast)
        .findFirst()
        .orElse(404);
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Object answer = away ? (Object) 503 : handler.answer(exchange);
      exchange.getRequestBody().readAllBytes();
      if (answer instanceof Integer status) {
        exchange.sendResponseHeaders(status, -1);
      } else if (answer instanceof FakeObjectives.Reply reply) {
        reply.write(exchange);
      } else {
        byte[] body = ProtocolJson.MAPPER.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private void watchDecisions(HttpExchange exchange) throws IOException {
    watch(
        exchange,
        schedulerWatchers,
        () ->
            decisions.stream()
                .map(decision -> event("decision", decision.id(), decision))
                .toList());
  }

  private void watch(
      HttpExchange exchange,
      List<LinkedBlockingQueue<String>> watchers,
      Supplier<List<String>> known)
      throws IOException {
    LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    watchers.add(waiting);
    try (exchange) {
      if (away) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(String.join("", known.get()).getBytes(UTF_8));
      out.flush();
      while (!away) {
        String event = waiting.poll(200, TimeUnit.MILLISECONDS);
        out.write((event == null ? ":\n\n" : event).getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchers.remove(waiting);
    }
  }

  private static String event(String name, Object id, Object data) {
    return "event: %s\nid: %s\ndata: %s\n\n"
        .formatted(name, id, ProtocolJson.MAPPER.writeValueAsString(data));
  }

  @Override
  public void close() {
    away = true;
    server.stop(0);
  }
}
