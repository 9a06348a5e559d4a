package org.meitheal.scheduler.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.protocol.scheduler.MismatchReport.Suspect;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class TrustIntegrationTests extends SchedulerDatabaseTest {
  private static final String FASTEST = "{\"objective\":\"latency\",\"deadline_ms\":20000}";
  private static final String SHA = "0123456789abcdef".repeat(4);

  @Autowired private EventStore store;
  @Autowired private Exclusions exclusions;

  @AfterEach
  void takeAllBack() {
    store.exclusions().forEach(exclusion -> takeBack(exclusion.device(), Role.OPERATOR));
  }

  @Test
  void aDeviceThatIsNamedTakesNoPartUntilAnOperatorTakesItBack() {
    List<FakeWorker> workers =
        IntStream.rangeClosed(1, 3).mapToObj(i -> measuredWorker("cam-" + i)).toList();
    DecisionView divided = divide();
    String lead = divided.device();
    String liar = helper(workers, lead);

    Answer taken = report(lead, of(divided, liar));

    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.json().path("kind").asString()).isEqualTo("mismatch");
    JsonNode event = get("/v1/events?limit=1").json().path("items").path(0);
    assertThat(event.path("by").asString()).isEqualTo(lead);
    assertThat(event.path("devices").path(0).asString()).isEqualTo(liar);
    JsonNode mismatch = event.path("mismatch");
    assertThat(mismatch.path("decision").asString()).isEqualTo(divided.id());
    assertThat(mismatch.path("report").path("execution").asString())
        .isEqualTo(divided.execution().id());
    assertThat(mismatch.path("report").path("difference").asDouble()).isEqualTo(0.25);
    JsonNode exclusion = get("/v1/exclusions").json().path(0);
    assertThat(exclusion.path("device").asString()).isEqualTo(liar);
    assertThat(exclusion.path("why").asString()).contains("0.500", lead);
    assertThat(devicesOf(divide())).hasSize(2).doesNotContain(liar);

    assertThat(takeBack(liar, Role.OPERATOR)).isEqualTo(204);

    assertThat(devicesOf(divide())).hasSize(3).contains(liar);
    assertThat(get("/v1/exclusions").json().size()).isZero();
    JsonNode back = get("/v1/events?limit=1").json().path("items").path(0);
    assertThat(back.path("kind").asString()).isEqualTo("taken_back");
    assertThat(back.path("by").asString()).isEqualTo("someone");
  }

  @Test
  void itStillAnswersAlone() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));
    DecisionView divided = divide();
    String liar = helper(workers, divided.device());
    var unused = report(divided.device(), of(divided, liar));

    DecisionView undivided = divide();

    assertThat(undivided.placement()).isEqualTo("peer");
    assertThat(undivided.candidates())
        .anyMatch(candidate -> liar.equals(candidate.device()) && candidate.predictedMs() != null);
    Answer forced =
        plan(
            "{\"model\":\"%s\",\"shape\":[4,3,32,32],\"placement\":\"partitioned\"}"
                .formatted(MODEL));
    assertThat(forced.json().path("candidates").toString())
        .contains("excluded from divisions: " + liar + ", its part differed by");
  }

  @Test
  void exclusionsOutliveARestart() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));
    DecisionView divided = divide();
    String liar = helper(workers, divided.device());
    var unused = report(divided.device(), of(divided, liar));

    Exclusions afterwards = new Exclusions(store::isReady, store::exclusions);
    afterwards.start();
    try {
      Await.until("read", () -> !afterwards.reasons().isEmpty());
    } finally {
      afterwards.stop();
    }
    assertThat(afterwards.reasons()).isEqualTo(exclusions.reasons());
    assertThat(afterwards.reasons()).containsOnlyKeys(new DeviceId(liar));
  }

  @Test
  void anExecutionIsReportedOnce() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));
    DecisionView divided = divide();
    String liar = helper(workers, divided.device());
    Answer first = report(divided.device(), of(divided, liar));
    takeBack(liar, Role.OPERATOR);

    Answer again = report(divided.device(), of(divided, liar));

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(get("/v1/exclusions").json().size()).isZero();
  }

  @Test
  void aForgedReportIsRefused() {
    List<FakeWorker> workers =
        List.of(measuredWorker("cam-1"), measuredWorker("cam-2"), measuredWorker("cam-3"));
    DecisionView divided = divide();
    String lead = divided.device();
    String helper = helper(workers, lead);
    MismatchReport sound = of(divided, helper);

    assertProblem(report(helper, sound), 403, "not-the-lead");
    assertProblem(report("stranger", sound), 403, "not-the-lead");
    assertProblem(report(lead, with(sound, "lab.unknown", 1)), 404, "unknown-execution");
    assertProblem(report(lead, with(sound, sound.execution(), 2)), 400, "another-attempt");
    assertProblem(report(lead, of(divided, "elsewhere")), 400, "not-a-part");
    for (Role role : List.of(Role.CLIENT, Role.SERVICE, Role.OPERATOR, Role.VIEWER)) {
      assertThat(report(role, lead, ProtocolJson.MAPPER.writeValueAsString(sound)).status())
          .isEqualTo(403);
    }
    assertThat(exclusions.reasons()).isEmpty();
  }

  @Test
  void whatWasNotDividedCannotDiffer() {
    worker("cloud-1", Tier.CLOUD);
    DecisionView alone = decision(post(INFER, inferRequest("{}")).header("Meitheal-Decision"));

    assertProblem(report("cloud-1", of(alone, "cloud-1")), 400, "not-divided");
  }

  @Test
  void badInputIsAProblem() {
    for (String bad :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"execution\":7}",
            body("0", 0.1, 1),
            body(SHA, -1, 1),
            body(SHA, 0.1, 65))) {
      assertProblem(report(Role.DEVICE, "cam-1", bad), 400, "unreadable-body");
    }
    assertProblem(report(Role.DEVICE, "cam-1", "x".repeat((64 << 10) + 1)), 413, "body-too-large");
    assertThat(get("/v1/events?limit=0").status()).isEqualTo(400);
    assertThat(get("/v1/events?limit=201").status()).isEqualTo(400);
  }

  @Test
  void rolesDecideWhoSeesAndWhoTakesBack() {
    assertThat(send(as(Role.VIEWER, "/v1/events")).status()).isEqualTo(200);
    assertThat(send(as(Role.VIEWER, "/v1/exclusions")).status()).isEqualTo(200);
    assertThat(send(as(Role.DEVICE, "/v1/exclusions")).status()).isEqualTo(403);
    assertThat(send(as(Role.CLIENT, "/v1/events")).status()).isEqualTo(403);
    assertThat(takeBack("cam-9", Role.VIEWER)).isEqualTo(403);
    assertThat(takeBack("cam-9", Role.DEVICE)).isEqualTo(403);
    assertThat(takeBack("cam-9", Role.OPERATOR)).isEqualTo(404);
  }

  @Test
  void eventsArePaged() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));
    DecisionView divided = divide();
    String liar = helper(workers, divided.device());
    String id = report(divided.device(), of(divided, liar)).json().path("id").asString();
    send(as(Role.SERVICE, "/v1/exclusions/" + liar + "?by=ada").DELETE());

    JsonNode page = get("/v1/events?limit=1").json();
    JsonNode next = get("/v1/events?limit=1&before=" + page.path("next").asString()).json();

    assertThat(page.path("items").path(0).path("by").asString()).isEqualTo("ada");
    assertThat(next.path("items").path(0).path("id").asString()).isEqualTo(id);
  }

  private DecisionView divide() {
    StringBuilder data = new StringBuilder("127");
    data.repeat(",127", 4 * 3 * 32 * 32 - 1);
    Answer answer =
        post(
            INFER,
            """
            {"parameters":%s,"inputs":[{"name":"image","datatype":"FP32",\
            "shape":[4,3,32,32],"data":[%s]}]}
            """
                .formatted(FASTEST, data));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return decision(answer.header("Meitheal-Decision"));
  }

  private static List<String> devicesOf(DecisionView decision) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.chosen())
        .flatMap(candidate -> candidate.split().devices().stream())
        .distinct()
        .toList();
  }

  private static String helper(List<FakeWorker> workers, String lead) {
    return workers.stream().map(FakeWorker::id).filter(id -> !id.equals(lead)).findFirst().get();
  }

  private static MismatchReport of(DecisionView decision, String suspect) {
    return new MismatchReport(
        decision.execution().id(), 1, SHA, 0.25, List.of(new Suspect(suspect, 0.5)));
  }

  private static MismatchReport with(MismatchReport report, String execution, int attempt) {
    return new MismatchReport(
        execution, attempt, report.divisionSha256(), report.difference(), report.suspects());
  }

  private static String body(String sha256, double difference, int suspects) {
    String list =
        String.join(
            ",",
            IntStream.range(0, suspects)
                .mapToObj(i -> "{\"device\":\"d%d\",\"difference\":1}".formatted(i))
                .toList());
    return "{\"execution\":\"e\",\"attempt\":1,\"division_sha256\":\"%s\",\"difference\":%s,\"suspects\":[%s]}"
        .formatted(sha256, difference, list);
  }

  private Answer report(String device, MismatchReport report) {
    return report(Role.DEVICE, device, ProtocolJson.MAPPER.writeValueAsString(report));
  }

  private Answer report(Role role, String subject, String body) {
    return send(
        as(role, "/v1/mismatches")
            .setHeader("Authorization", "Bearer " + REGISTRY.token(role, subject))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private int takeBack(String device, Role role) {
    return send(as(role, "/v1/exclusions/" + device).DELETE()).status();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
    assertThat(answer.json().path("retryable").asBoolean()).isFalse();
  }
}
