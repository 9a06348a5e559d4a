package org.meitheal.worker.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.PlanRequest;

/** As much of a scheduler as a device that leads its own requests needs. */
public final class FakeScheduler implements AutoCloseable {
  /** What it was asked. */
  public final List<PlanRequest> asked = new CopyOnWriteArrayList<>();

  /** By execution. */
  public final Map<String, ExecutionOutcome> outcomes = new ConcurrentHashMap<>();

  /** A plan, or none for 503. */
  public volatile Function<PlanRequest, CommittedPlan> planner = _ -> null;

  /** Of the next outcomes; 204 afterwards. */
  public volatile int failingOutcomes;

  private final HttpServer server;

  public FakeScheduler() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/plans", this::plan);
    server.createContext("/v1/executions", this::outcome);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A decision as far as a lead looks at it. */
  public static DecisionView decision(String id, String placement, String device) {
    return new DecisionView(
        id,
        Instant.EPOCH,
        Cluster.MODEL,
        device,
        "latency",
        0.95,
        60_000,
        1,
        1,
        "chosen",
        placement,
        device,
        321.5,
        true,
        "because",
        1,
        0,
        List.of(),
        null);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void plan(HttpExchange exchange) throws IOException {
    PlanRequest request =
        ProtocolJson.MAPPER.readValue(exchange.getRequestBody().readAllBytes(), PlanRequest.class);
    asked.add(request);
    CommittedPlan plan = planner.apply(request);
    answer(exchange, plan == null ? 503 : 200, plan);
  }

  private void outcome(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (failingOutcomes > 0) {
      failingOutcomes--;
      answer(exchange, 500, null);
      return;
    }
    String execution = exchange.getRequestURI().getPath().split("/", -1)[3];
    outcomes.put(execution, ProtocolJson.MAPPER.readValue(body, ExecutionOutcome.class));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] json = body == null ? new byte[0] : ProtocolJson.MAPPER.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
