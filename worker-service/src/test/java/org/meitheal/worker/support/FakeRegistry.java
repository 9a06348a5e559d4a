package org.meitheal.worker.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.identity.TokenIssuer;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.Enrolled;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.Lease;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.protocol.scheduler.MismatchReport;

/** As much of a device-registry as a worker needs, with switches for what can go wrong. */
public final class FakeRegistry implements AutoCloseable {
  private static final String TOKEN_KID = "token-key";
  private static final String TICKET_KID = "ticket-key";
  private static final String CREDENTIAL = "mk_device_secret";

  private final HttpServer server;
  private final KeyPair tokenKey = Ed25519.generate();
  private final KeyPair ticketKey = Ed25519.generate();
  private final TokenIssuer issuer =
      new TokenIssuer(
          TOKEN_KID, tokenKey.getPrivate(), InstantSource.system(), Duration.ofHours(1));
  public final List<Enrolment> enrolments = new CopyOnWriteArrayList<>();
  public final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final List<MismatchReport> mismatches = new CopyOnWriteArrayList<>();

  /** Of the next reports of mismatches; 201 when there are none left. */
  public final Deque<Integer> mismatchStatuses = new ConcurrentLinkedDeque<>();

  public volatile List<ProbeTarget> probeTargets = List.of();
  public volatile int enrolmentStatus = 201;
  public volatile int heartbeatStatus = 200;
  public volatile int epochStatus = 201;
  public volatile long epoch;

  private record Problem(String code, String detail) {}

  public FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public String token(Role role) {
    return issuer.issue("tester", role, List.of());
  }

  public String ticket(PlanClaims claims) {
    return PlanTicket.sign(TICKET_KID, ticketKey.getPrivate(), claims);
  }

  /** Signed by someone else under the published key's name. */
  public String forgedTicket(PlanClaims claims) {
    return PlanTicket.sign(TICKET_KID, Ed25519.generate().getPrivate(), claims);
  }

  public String ticket(PartClaims claims) {
    return PartTicket.sign(TICKET_KID, ticketKey.getPrivate(), claims);
  }

  /** Signed by someone else under the published key's name. */
  public String forgedTicket(PartClaims claims) {
    return PartTicket.sign(TICKET_KID, Ed25519.generate().getPrivate(), claims);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    calls.add(call);
    switch (call.split(" ", 2)[1].replaceAll("\\?.*", "")) {
      case "/v1/tokens" ->
          answer(
              exchange, 200, new TokenAnswer(issuer.issue("w", Role.DEVICE, List.of()), 600_000));
      case "/v1/keys" -> answer(exchange, 200, keys());
      case "/v1/devices" -> enrol(exchange, ProtocolJson.MAPPER.readValue(body, Enrolment.class));
      case String path when path.endsWith("/epochs") -> startEpoch(exchange);
      case String path when path.endsWith("/heartbeat") ->
          heartbeat(exchange, ProtocolJson.MAPPER.readValue(body, Heartbeat.class));
      case String path when path.endsWith("/lease") -> answer(exchange, 204, null);
      case "/v1/mismatches" -> mismatch(exchange, body);
      default -> answer(exchange, 404, new Problem("not-found", "no such path"));
    }
  }

  /** As if it were the scheduler, too. */
  private void mismatch(HttpExchange exchange, byte[] body) throws IOException {
    assertThatItIsADevice(exchange);
    mismatches.add(ProtocolJson.MAPPER.readValue(body, MismatchReport.class));
    answer(exchange, mismatchStatuses.isEmpty() ? 201 : mismatchStatuses.removeFirst(), null);
  }

  private static void assertThatItIsADevice(HttpExchange exchange) {
    String token = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
    String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
    if (!claims.contains("\"DEVICE\"")) {
      throw new IllegalStateException("not a device's token: " + claims);
    }
  }

  private void enrol(HttpExchange exchange, Enrolment enrolment) throws IOException {
    enrolments.add(enrolment);
    if (enrolmentStatus != 201) {
      answer(exchange, enrolmentStatus, new Problem("enrolment-key-expired", "the key expired"));
      return;
    }
    epoch = 1;
    answer(
        exchange, 201, new Enrolled(enrolment.name(), CREDENTIAL, epoch, 2500, 100, probeTargets));
  }

  private void startEpoch(HttpExchange exchange) throws IOException {
    if (epochStatus != 201) {
      answer(exchange, epochStatus, new Problem("identity-in-use", "another life holds the lease"));
      return;
    }
    epoch++;
    answer(exchange, 201, lease());
  }

  private void heartbeat(HttpExchange exchange, Heartbeat heartbeat) throws IOException {
    if (heartbeatStatus != 200) {
      answer(exchange, heartbeatStatus, new Problem("stale-epoch", "not this life"));
      return;
    }
    heartbeats.add(heartbeat);
    answer(exchange, 200, lease());
  }

  private Lease lease() {
    return new Lease(epoch, Instant.now(), 2500, 100, probeTargets);
  }

  private PublicKeys keys() {
    return new PublicKeys(
        new ArrayList<>(
            List.of(
                new PublicKeys.Key(TOKEN_KID, "token", Ed25519.encode(tokenKey.getPublic())),
                new PublicKeys.Key(TICKET_KID, "ticket", Ed25519.encode(ticketKey.getPublic())))));
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] json = body == null ? new byte[0] : ProtocolJson.MAPPER.writeValueAsBytes(body);
    exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json")));
    exchange.sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
