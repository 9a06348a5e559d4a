package org.meitheal.scheduler.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.scheduler.SchedulerApplication;
import org.meitheal.scheduler.catalog.Model;
import org.meitheal.scheduler.catalog.Models;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole service over HTTP, with a fake registry, fake workers and a real database. */
@SpringBootTest(
    classes = SchedulerApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class SchedulerTest {
  protected static final String MODEL = "efficientnet-lite0";
  protected static final String INFER = "/v2/models/" + MODEL + "/infer";
  protected static final String CLASSIFY = "/v1/models/" + MODEL + "/classify";
  protected static final FakeRegistry REGISTRY = new FakeRegistry();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private Models models;
  private final List<FakeWorker> workers = new ArrayList<>();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry properties) {
    properties.add("meitheal.scheduler.registry-url", () -> REGISTRY.url().toString());
    properties.add("meitheal.scheduler.key-file", SchedulerTest::keyFile);
    properties.add("meitheal.scheduler.models-dir", () -> "../models");
    properties.add("meitheal.scheduler.default-deadline-scale", () -> "30");
    properties.add("meitheal.scheduler.body-limit", () -> "2MB");
  }

  @BeforeEach
  void registryKnowsTheTicketKey() {
    Await.until("the ticket key is published", REGISTRY::hasTicketKey);
  }

  @AfterEach
  void removeWorkers() {
    workers.forEach(worker -> REGISTRY.remove(worker.id()));
    workers.forEach(FakeWorker::close);
    Await.until("the fleet is empty", () -> devicesOf(model()) == 0);
  }

  protected Model model() {
    return models.all().getFirst();
  }

  /** Each further one is slower than those before, so that the order of choice is known. */
  protected FakeWorker worker(String id, Tier tier) {
    FakeWorker worker = new FakeWorker(id, tier, REGISTRY);
    workers.add(worker);
    REGISTRY.put(
        worker.view(model().manifest(), model().sha256(), 1.0 + 30 * (workers.size() - 1)));
    Await.until(id + " is a candidate", () -> isCandidate(id));
    return worker;
  }

  /**
   * One that is as fast as others of its kind, has measured its segments and links to all others.
   */
  protected FakeWorker measuredWorker(String id) {
    FakeWorker worker = new FakeWorker(id, Tier.DEVICE, REGISTRY);
    workers.forEach(other -> REGISTRY.put(link(other.id(), id)));
    workers.forEach(other -> REGISTRY.put(link(id, other.id())));
    workers.add(worker);
    REGISTRY.put(worker.measured(model().manifest(), model().sha256(), 50));
    Await.until(id + " is a candidate", () -> isCandidate(id));
    return worker;
  }

  private static LinkView link(String from, String to) {
    return new LinkView(
        from, to, List.of(1.0, 1.0, 1.0), List.of(25e6, 25e6, 25e6), 1.0, 25e6, 0, Instant.now());
  }

  protected HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + REGISTRY.token(Role.CLIENT, "a-client"));
  }

  protected HttpRequest.Builder as(Role role, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + REGISTRY.token(role, "someone"));
  }

  protected HttpRequest.Builder asDevice(String id, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + REGISTRY.token(Role.DEVICE, id));
  }

  protected Answer post(String path, String body, String... headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  protected Answer plan(String body) {
    return post("/v1/plans", body, "Content-Type", "application/json");
  }

  protected Answer get(String path) {
    return send(as(Role.OPERATOR, path));
  }

  protected static Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  protected DecisionView decision(String id) {
    return ProtocolJson.MAPPER.readValue(get("/v1/decisions/" + id).text(), DecisionView.class);
  }

  /** A JSON request of one grey image, 32 pixels wide and high. */
  protected static String inferRequest(String parameters) {
    StringBuilder data = new StringBuilder("127");
    data.repeat(",127", 3 * 32 * 32 - 1);
    return """
    {"id":"7","parameters":%s,"inputs":[{"name":"image","datatype":"FP32",\
    "shape":[1,3,32,32],"data":[%s]}]}
    """
        .formatted(parameters, data);
  }

  /** What a client got. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return ProtocolJson.MAPPER.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  private boolean isCandidate(String id) {
    JsonNode plan = plan("{\"model\":\"" + MODEL + "\"}").json();
    for (JsonNode candidate : plan.path("candidates")) {
      if (candidate.path("device").asString("").equals(id)) {
        return candidate.has("predicted_ms");
      }
    }
    return false;
  }

  private long devicesOf(Model model) {
    for (JsonNode view : get("/v1/models").json()) {
      if (view.path("name").asString().equals(model.name())) {
        return view.path("devices").asLong();
      }
    }
    return -1;
  }

  private static String keyFile() {
    try {
      Path file = Files.createTempFile("scheduler-key", ".txt");
      file.toFile().deleteOnExit();
      Files.writeString(file, "mk_scheduler_secret\n");
      return file.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  protected static Map<String, Object> error(String text) {
    return Map.of("error", text);
  }
}
