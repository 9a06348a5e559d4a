package org.meitheal.scheduler.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartTicketVerifier;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import tools.jackson.databind.JsonNode;

/** Plans that devices ask for, carry out themselves, and tell the end of. */
class DeviceLeadsIntegrationTests extends SchedulerDatabaseTest {
  private static final String BATCH = "\"shape\":[4,3,32,32],";
  private static final String COMPLETED = "{\"state\":\"completed\",\"actual_ms\":412.5}";

  @Test
  void aDeviceRunsTheModelItself() {
    worker("cloud-1", Tier.CLOUD);
    FakeWorker device = worker("cam-1", Tier.DEVICE);

    CommittedPlan plan = committed("cam-1", "\"objective\":\"latency\",\"deadline_ms\":20000");

    assertThat(plan.decision().placement()).isEqualTo("local");
    assertThat(plan.decision().device()).isEqualTo("cam-1");
    assertThat(plan.decision().source()).isEqualTo("cam-1");
    assertThat(plan.division()).isNull();
    CandidateView local = candidate(plan, "cam-1");
    assertThat(local.sendMs()).isZero();
    assertThat(local.returnMs()).isZero();
    assertThat(candidate(plan, "cloud-1").chosen()).isFalse();
    PlanClaims claims = claims(plan, "cam-1");
    assertThat(claims.execution()).isEqualTo(plan.execution());
    assertThat(claims.decision()).isEqualTo(plan.decision().id());
    assertThat(claims.divisionSha256()).isNull();
    assertThat(claims.timeLeftMs()).isBetween(10_000.0, 20_000.0);
    assertThat(device.received()).isEmpty();
    assertThat(execution(plan).state()).isEqualTo("running");

    assertThat(outcome("cam-1", plan.execution(), COMPLETED).status()).isEqualTo(204);

    ExecutionView ended = execution(plan);
    assertThat(ended.state()).isEqualTo("completed");
    assertThat(ended.actualMs()).isEqualTo(412.5);
    assertThat(ended.deadlineMet()).isTrue();
    assertThat(device.cancelled()).isEmpty();
  }

  @Test
  void aDeviceLeadsADivision() {
    measuredWorker("cam-1");
    measuredWorker("cam-2");
    measuredWorker("cam-3");

    CommittedPlan plan =
        committed("cam-3", BATCH + "\"objective\":\"latency\",\"deadline_ms\":20000");

    assertThat(plan.decision().placement()).isEqualTo("partitioned");
    PlanClaims claims = claims(plan, "cam-3");
    DividedPlan divided = DividedPlan.fromHeader(plan.division());
    assertThat(claims.divisionSha256()).isEqualTo(Division.sha256(divided.division()));
    assertThat(Division.parse(divided.division()).parts().getFirst().device()).isEqualTo("cam-3");
    assertThat(divided.helpers())
        .hasSize(2)
        .allSatisfy(helper ->
            assertThat(
                    new PartTicketVerifier(REGISTRY, helper.device(), () -> 1)
                        .accept(helper.ticket())
                        .lead())
                .isEqualTo("cam-3"));
    String parts =
        """
        ,"parts":[{"part":0,"device":"cam-3","state":"done","stages":[],"multiply_adds":1,\
        "halo_multiply_adds":0,"received_bytes":0,"sent_bytes":0,"compute_ms":1,"wait_ms":1,\
        "total_ms":2}]}\
        """;

    Answer told = outcome("cam-3", plan.execution(), COMPLETED.replace("}", parts));

    assertThat(told.status()).as(told.text()).isEqualTo(204);
    assertThat(execution(plan).parts()).hasSize(1);
  }

  @Test
  void onlyDevicesCommit() {
    worker("cam-1", Tier.DEVICE);
    String body = "{\"model\":\"%s\",\"commit\":true,\"source\":\"cam-1\"}".formatted(MODEL);

    Answer client = plan(body);

    assertThat(client.status()).isEqualTo(403);
    assertThat(client.json().path("code").asString()).isEqualTo("commit-needs-a-device");
    assertThat(
            send(as(Role.OPERATOR, "/v1/plans")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)))
                .status())
        .isEqualTo(403);
  }

  @Test
  void whereItCannotBeDoneTheProblemSaysWhy() {
    worker("cam-1", Tier.DEVICE);

    Answer stranger = commit("cam-9", "\"deadline_ms\":20000");
    Answer elsewhere = commit("cam-1", "\"deadline_ms\":20000,\"placement\":\"cloud\"");
    Answer tooLate = commit("cam-1", "\"deadline_ms\":0.001");

    assertThat(stranger.status()).isEqualTo(503);
    assertThat(stranger.json().path("code").asString()).isEqualTo("no-capacity");
    assertThat(elsewhere.status()).isEqualTo(503);
    assertThat(tooLate.status()).as(tooLate.text()).isEqualTo(504);
  }

  @Test
  void othersDoNotEndIt() {
    worker("cam-1", Tier.DEVICE);
    CommittedPlan plan = committed("cam-1", "\"deadline_ms\":20000");

    assertThat(outcome("cam-2", plan.execution(), COMPLETED).status()).isEqualTo(403);
    assertThat(outcome("cam-1", "lab.unknown", COMPLETED).status()).isEqualTo(404);
    assertThat(
            send(as(Role.CLIENT, "/v1/executions/" + plan.execution() + "/outcome")
                    .POST(BodyPublishers.ofString(COMPLETED)))
                .status())
        .isEqualTo(403);
    assertThat(outcome("cam-1", plan.execution(), "{\"state\":\"running\"}").status())
        .isEqualTo(400);
    assertThat(
            outcome("cam-1", plan.execution(), "{\"state\":\"failed\",\"actual_ms\":-1}").status())
        .isEqualTo(400);
    assertThat(outcome("cam-1", plan.execution(), " ".repeat(300_000)).status()).isEqualTo(413);
    assertThat(execution(plan).state()).isEqualTo("running");

    String failed = "{\"state\":\"failed\",\"actual_ms\":3,\"error\":\"out of memory\"}";
    assertThat(outcome("cam-1", plan.execution(), failed).status()).isEqualTo(204);
    assertThat(execution(plan).error()).isEqualTo("out of memory");
    assertThat(outcome("cam-1", plan.execution(), COMPLETED).status()).isEqualTo(409);
    assertThat(outcome("cam-2", plan.execution(), COMPLETED).status()).isEqualTo(403);
  }

  @Test
  void withoutAnOutcomeItExpires() {
    FakeWorker device = worker("cam-1", Tier.DEVICE);
    CommittedPlan plan = committed("cam-1", "\"deadline_ms\":800");

    Await.until("it expires", () -> execution(plan).state().equals("expired"));

    assertThat(execution(plan).deadlineMet()).isFalse();
    Await.until("its lead is told", () -> device.cancelled().contains(plan.execution()));
    assertThat(outcome("cam-1", plan.execution(), COMPLETED).status()).isEqualTo(409);
  }

  @Test
  void anOperatorCancelsItAtItsLead() {
    FakeWorker device = worker("cam-1", Tier.DEVICE);
    CommittedPlan plan = committed("cam-1", "\"deadline_ms\":20000");

    send(as(Role.OPERATOR, "/v1/executions/" + plan.execution()).DELETE());

    assertThat(execution(plan).state()).isEqualTo("cancelled");
    Await.until("its lead is told", () -> device.cancelled().contains(plan.execution()));
  }

  /** As long as it runs, and until a heartbeat says more, later plans count with it. */
  @Test
  void itTakesTheLaneUntilItEnds() {
    worker("cam-1", Tier.DEVICE);
    CommittedPlan plan = committed("cam-1", "\"deadline_ms\":20000");

    JsonNode during = commit("cam-1", "\"deadline_ms\":20000").json();
    assertThat(during.path("decision").path("candidates").path(0).path("wait_ms").asDouble())
        .isPositive();
    outcome("cam-1", plan.execution(), COMPLETED);
    outcome("cam-1", during.path("execution").asString(), COMPLETED);

    CommittedPlan after = committed("cam-1", "\"deadline_ms\":20000");
    assertThat(candidate(after, "cam-1").waitMs()).isZero();
    outcome("cam-1", after.execution(), COMPLETED);
  }

  private static CandidateView candidate(CommittedPlan plan, String device) {
    return plan.decision().candidates().stream()
        .filter(candidate -> device.equals(candidate.device()) && candidate.split() == null)
        .findFirst()
        .orElseThrow();
  }

  private static PlanClaims claims(CommittedPlan plan, String device) {
    return new PlanTicketVerifier(REGISTRY, device, () -> 1).accept(plan.ticket());
  }

  private CommittedPlan committed(String device, String terms) {
    Answer answer = commit(device, terms);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return ProtocolJson.MAPPER.readValue(answer.text(), CommittedPlan.class);
  }

  private Answer commit(String device, String terms) {
    String body = "{\"model\":\"%s\",\"commit\":true,%s}".formatted(MODEL, terms);
    return send(
        asDevice(device, "/v1/plans")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer outcome(String device, String execution, String body) {
    return send(
        asDevice(device, "/v1/executions/" + execution + "/outcome")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private ExecutionView execution(CommittedPlan plan) {
    return ProtocolJson.MAPPER.readValue(
        get("/v1/executions/" + plan.execution()).text(), ExecutionView.class);
  }
}
