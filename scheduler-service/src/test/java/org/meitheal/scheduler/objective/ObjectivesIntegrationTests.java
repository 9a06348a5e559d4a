package org.meitheal.scheduler.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.record.ObjectiveStore;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import org.meitheal.scheduler.testing.Sink;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@DirtiesContext
class ObjectivesIntegrationTests extends SchedulerDatabaseTest {
  private static final Sink SINK = new Sink();
  private static final String PATH = "/v1/objectives/";
  private static final String ALL = "{\"target\":0.95}";

  @Autowired private ObjectiveStore store;
  @Autowired private EventStore events;
  @Autowired private java.time.InstantSource clock;

  @DynamicPropertySource
  static void objectives(DynamicPropertyRegistry properties) {
    properties.add("meitheal.scheduler.objectives-period", () -> "200ms");
    properties.add("meitheal.scheduler.objectives-file", ObjectivesIntegrationTests::file);
    properties.add("meitheal.scheduler.alert-webhook-url", () -> SINK.url().toString());
  }

  @AfterEach
  void removeAll() {
    get("/v1/objectives")
        .json()
        .forEach(each -> {
          if (each.path("origin").asString().equals("api")) {
            delete(each.path("objective").path("name").asString(), "*");
          }
        });
  }

  @Test
  void theFilesAreThereAndCannotBeChanged() {
    JsonNode filed = get(PATH + "filed").json();

    assertThat(filed.path("origin").asString()).isEqualTo("file");
    assertThat(filed.path("objective").path("window").asString()).isEqualTo("7d");
    assertThat(filed.path("alerts").size()).isEqualTo(3);
    assertThat(filed.path("alerts").path(0).path("long_s").asDouble()).isEqualTo(840);
    assertProblem(put("filed", ALL, "*"), 409, "objective-of-file");
    assertProblem(delete("filed", "*"), 409, "objective-of-file");
  }

  @Test
  void operatorsMakeChangeAndDelete() {
    Answer made = put("one", ALL, null);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().path("objective").path("window").asString()).isEqualTo("30d");
    String etag = made.header("ETag");
    assertThat(get(PATH + "one").header("ETag")).isEqualTo(etag);

    assertProblem(put("one", ALL, null), 428, "if-match-required");
    assertProblem(put("one", ALL, "\"1234567\""), 412, "revision-changed");
    Answer changed = put("one", "{\"target\":0.9,\"model\":\"m\",\"priority\":1}", etag);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().path("objective").path("model").asString()).isEqualTo("m");
    assertProblem(delete("one", etag), 412, "revision-changed");
    assertProblem(delete("one", null), 428, "if-match-required");
    assertThat(delete("one", changed.header("ETag")).status()).isEqualTo(204);

    assertProblem(get(PATH + "one"), 404, "unknown-objective");
    assertProblem(delete("one", "*"), 404, "unknown-objective");
    JsonNode event = get("/v1/events?limit=1").json().path("items").path(0);
    assertThat(event.path("kind").asString()).isEqualTo("objective_deleted");
    assertThat(event.path("objective").path("name").asString()).isEqualTo("one");
  }

  @Test
  void badInputIsAProblem() {
    assertProblem(put("one", "{\"target\":2}", null), 400, "invalid-objective");
    assertProblem(put("One", ALL, null), 400, "invalid-objective");
    assertProblem(put("one", "{\"target\":0.9,\"window\":\"x\"}", null), 400, "invalid-objective");
    assertProblem(put("one", "{\"target\":0.9,\"typo\":1}", null), 400, "unreadable-body");
    assertProblem(put("one", "{}", null), 400, "unreadable-body");
    assertProblem(put("one", "[", null), 400, "unreadable-body");
    assertProblem(put("one", "null", null), 400, "unreadable-body");
    assertProblem(get(PATH + "filed?points=0"), 400, "bad-points");
    assertProblem(get(PATH + "filed/spenders?limit=0"), 400, "bad-limit");
    assertProblem(get(PATH + "none/spenders"), 404, "unknown-objective");
  }

  @Test
  void rolesDecideWhoSeesAndWhoChanges() {
    assertThat(send(as(Role.VIEWER, "/v1/objectives")).status()).isEqualTo(200);
    assertThat(send(as(Role.VIEWER, "/v1/alerts")).status()).isEqualTo(200);
    assertThat(send(as(Role.CLIENT, "/v1/objectives")).status()).isEqualTo(403);
    assertThat(send(as(Role.VIEWER, PATH + "one").PUT(BodyPublishers.ofString(ALL))).status())
        .isEqualTo(403);
  }

  @Test
  void aBurnPagesRaisesTargetsAndShedsLowerPriorities() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    put("urgent", "{\"target\":0.95,\"priority\":1}", null);
    put("sorting", "{\"target\":0.95,\"pipeline\":\"sorting\"}", null);
    worker.behave(failing());
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Answer answer = post(INFER, inferRequest("{\"priority\":1,\"pipeline\":\"sorting\"}"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(503);
      failed.add(answer.header("Meitheal-Decision"));
    }

    Await.until("all count", () -> count("urgent") == 12 && count("sorting") == 12);
    Await.until("both page", () -> firing("urgent") >= 2 && firing("sorting") >= 2);

    JsonNode urgent = get(PATH + "urgent").json();
    assertThat(urgent.path("good").asLong()).isZero();
    assertThat(urgent.path("bad").asLong()).isEqualTo(12);
    assertThat(urgent.path("budget_left").asDouble()).isCloseTo(-19, within());
    assertThat(urgent.path("alerts").path(0).path("long_burn").asDouble()).isCloseTo(20, within());
    assertThat(urgent.path("budget").path(119).path("left").asDouble()).isCloseTo(-19, within());
    Await.until("a step is taken", () -> step("urgent") == 1 && step("sorting") == 1);

    worker.behave(FakeWorker.answering());
    DecisionView raised =
        decision(post(INFER, inferRequest("{\"priority\":1}")).header("Meitheal-Decision"));
    assertThat(raised.targetReliability()).isCloseTo(0.975, within());
    assertThat(raised.why()).startsWith("objective urgent raised the target from 95 % to 97.5 %");
    assertThat(raised.execution().priority()).isEqualTo(1);

    Answer shed = post(INFER, inferRequest("{\"deadline_ms\":" + hopeless(worker) + "}"));
    assertThat(shed.status()).as(shed.text()).isEqualTo(503);
    assertThat(shed.header("Meitheal-Error-Code")).isEqualTo("shed");
    assertThat(decision(shed.header("Meitheal-Decision")).outcome()).isEqualTo("shed");

    JsonNode page = get(PATH + "sorting/spenders?limit=5").json();
    assertThat(page.path("items").size()).isEqualTo(5);
    assertThat(page.path("items").path(0).path("decision").asString()).isEqualTo(failed.getLast());
    JsonNode next =
        get(PATH + "sorting/spenders?limit=50&before=" + page.path("next").asString()).json();
    assertThat(next.path("items").size()).isEqualTo(7);
    assertThat(next.has("next")).isFalse();

    Await.until("the webhook is told", () -> SINK.received().size() >= 4);
    JsonNode told = SINK.received().getFirst();
    assertThat(told.path("status").asString()).isEqualTo("firing");
    assertThat(told.path("alert").path("severity").asString()).isEqualTo("page");
    assertThat(kinds()).contains("alert_firing", "objective_step", "objective_put");
    countsOutliveARestart();
  }

  @Test
  void fourMissesOfTenDoNotPageAndCancelledOnesDoNotCount() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    put("quiet", "{\"target\":0.95,\"priority\":7}", null);
    worker.behave(failing());
    for (int i = 0; i < 4; i++) {
      post(INFER, inferRequest("{\"priority\":7}"));
    }
    worker.behave(FakeWorker.answering());
    for (int i = 0; i < 6; i++) {
      post(INFER, inferRequest("{\"priority\":7}"));
    }

    Await.until("all count", () -> count("quiet") == 10);

    JsonNode quiet = get(PATH + "quiet").json();
    assertThat(quiet.path("attained").asDouble()).isEqualTo(0.6);
    assertThat(quiet.path("alerts").path(1).path("long_burn").asDouble()).isCloseTo(8, within());
    assertThat(firing("quiet")).isZero();
    assertThat(get(PATH + "quiet/spenders").json().path("items").size()).isEqualTo(4);
  }

  @Test
  void theApiIsDescribed() {
    JsonNode paths = get("/v3/api-docs").json().path("paths");
    assertThat(paths.has("/v1/objectives/{name}/spenders")).isTrue();
    assertThat(paths.path("/v1/objectives/{name}").has("put")).isTrue();
    assertThat(paths.has("/v1/alerts")).isTrue();
  }

  private void countsOutliveARestart() {
    Objectives afterwards = new Objectives(clock);
    ObjectiveViews views = new ObjectiveViews("lab");
    ObjectiveKeeper keeper =
        new ObjectiveKeeper(
            List.of(),
            afterwards,
            store,
            events,
            new News(views, new org.meitheal.scheduler.record.RecordIds("lab", clock), "lab"),
            _ -> {},
            clock);
    keeper.tick();

    Tracked urgent = afterwards.find("urgent").orElseThrow();
    assertThat(urgent.latest().counts().bad()).isEqualTo(12);
    assertThat(urgent.latest().standing().feedback().step().number()).isGreaterThanOrEqualTo(1);
  }

  /**
   * A deadline that the worker meets with a probability over 5 % and under a half: it becomes so
   * slow, and so unsteady, that what the test itself takes does not matter.
   */
  private double hopeless(FakeWorker worker) {
    REGISTRY.put(worker.view(model().manifest(), model().sha256(), 2_000));
    Await.until(
        "it is slow", () -> candidate(worker).path("standard_deviation_ms").asDouble() > 500);
    JsonNode slow = candidate(worker);
    return slow.path("predicted_ms").asDouble() - slow.path("standard_deviation_ms").asDouble() / 2;
  }

  private JsonNode candidate(FakeWorker worker) {
    String asked =
        "{\"model\":\"%s\",\"shape\":[1,3,32,32],\"deadline_ms\":60000}".formatted(MODEL);
    for (JsonNode candidate : plan(asked).json().path("candidates")) {
      if (candidate.path("device").asString("").equals(worker.id())) {
        return candidate;
      }
    }
    throw new AssertionError(worker.id() + " is no candidate");
  }

  private List<String> kinds() {
    return StreamSupport.stream(
            get("/v1/events?limit=50").json().path("items").spliterator(), false)
        .map(event -> event.path("kind").asString())
        .toList();
  }

  private long firing(String name) {
    return StreamSupport.stream(get("/v1/alerts").json().spliterator(), false)
        .filter(alert -> alert.path("objective").path("name").asString().equals(name))
        .count();
  }

  private int step(String name) {
    return get(PATH + name).json().path("feedback").path("step").asInt();
  }

  private long count(String name) {
    JsonNode view = get(PATH + name).json();
    return view.path("good").asLong() + view.path("bad").asLong();
  }

  private static FakeWorker.Behaviour failing() {
    return (_, exchange) -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    };
  }

  private Answer put(String name, String body, String ifMatch) {
    var request =
        as(Role.OPERATOR, PATH + name)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    return send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }

  private Answer delete(String name, String ifMatch) {
    var request = as(Role.OPERATOR, PATH + name).DELETE();
    return send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-6);
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("code").asString()).as(answer.text()).isEqualTo(code);
  }

  private static String file() {
    try {
      Path file = Files.createTempFile("objectives", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(
          file, "[{\"name\":\"filed\",\"model\":\"other\",\"target\":0.99,\"window\":\"7d\"}]");
      return file.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
