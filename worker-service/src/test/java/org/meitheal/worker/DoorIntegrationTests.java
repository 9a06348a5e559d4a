package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Shares;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.ExecutionOutcome.State;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.FakeScheduler;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;
import tools.jackson.databind.JsonNode;

/** What programs on a device get at its own door, with and without a scheduler. */
@Timeout(240)
class DoorIntegrationTests {
  private static final int SIDE = 128;
  private static final byte[] PIXELS = Tensors.pixels(7, 1, SIDE, SIDE);

  private static FakeScheduler scheduler;
  private static Cluster cluster;

  private final CountDownLatch done = new CountDownLatch(1);

  @BeforeAll
  static void start() {
    scheduler = new FakeScheduler();
    cluster =
        new Cluster(
            2,
            RunningWorker.MODELS,
            List.of("scheduler-url=" + scheduler.url(), "plan-patience=5s"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    scheduler.close();
  }

  @BeforeEach
  void forget() {
    scheduler.asked.clear();
    scheduler.outcomes.clear();
    scheduler.failingOutcomes = 0;
  }

  @AfterEach
  void letGo() {
    done.countDown();
  }

  @Test
  void leadsTheDivisionThatItIsGiven() {
    Cluster.Plan plan = plan();
    scheduler.planner = _ -> committed(plan, plan.ticket());

    HttpResponse<byte[]> answer = infer("\"deadline_ms\":60000,\"objective\":\"latency\"");
    scheduler.planner = _ -> null;

    cluster.assertEqualsAlone(answer, PIXELS, 1, SIDE);
    JsonNode receipt = receipt(answer);
    assertThat(receipt.path("decision_id").asString()).isEqualTo("lab.7");
    assertThat(receipt.path("placement").asString()).isEqualTo("partitioned");
    assertThat(receipt.path("devices").asString()).isEqualTo("worker-0,worker-1");
    assertThat(receipt.path("parts").asInt()).isEqualTo(2);
    assertThat(receipt.path("predicted_ms").asDouble()).isEqualTo(321.5);
    assertThat(receipt.path("deadline_met").asBoolean()).isTrue();
    PlanRequest asked = scheduler.asked.getFirst();
    assertThat(asked.commit()).isTrue();
    assertThat(asked.shape()).containsExactly(1L, 3L, (long) SIDE, (long) SIDE);
    assertThat(asked.datatype()).isEqualTo("UINT8");
    assertThat(asked.inputBytes()).isEqualTo(PIXELS.length);
    assertThat(asked.objective()).isEqualTo("latency");
    assertThat(asked.deadlineMs()).isBetween(1.0, 60_000.0);
    ExecutionOutcome outcome = outcome(plan.execution);
    assertThat(outcome.state()).isEqualTo(State.COMPLETED);
    assertThat(outcome.parts()).hasSize(2);
    assertThat(outcome.timings()).isNotNull();
    assertThat(outcome.actualMs()).isPositive();
    Await.until("ended everywhere", () -> cluster.hasEnded(plan));
  }

  @Test
  void runsTheModelByThePlanThatSaysSo() {
    PlanClaims claims = local(UUID.randomUUID().toString(), "worker-0");
    scheduler.planner = _ -> committed(claims, cluster.registry.ticket(claims));
    scheduler.failingOutcomes = 1;

    JsonNode receipt = receipt(infer("\"deadline_ms\":60000"));

    assertThat(receipt.path("placement").asString()).isEqualTo("local");
    assertThat(receipt.path("devices").asString()).isEqualTo("worker-0");
    assertThat(receipt.path("parts").asInt()).isEqualTo(1);
    assertThat(outcome(claims.execution()).state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void asksNobodyWhereThereIsNothingToPlan() {
    assertAlone(infer("\"placement\":\"local\""));
    assertAlone(infer("\"placement\":\"cloud\""));
    assertAlone(infer("\"max_devices\":1"));

    assertThat(scheduler.asked).isEmpty();
  }

  @Test
  void isAloneWhereThePlanIsRefused() {
    scheduler.planner = _ -> null;

    assertAlone(infer(""));
    assertAlone(infer(""));

    assertThat(scheduler.asked).hasSize(2);
  }

  @Test
  void isAloneWhereThePlanIsOfNoUse() {
    String bundle = cluster.model(0).sha256();
    PlanClaims otherBundle =
        changed(
            local(UUID.randomUUID().toString(), "worker-0"), text -> text.replace(bundle, "00"));
    Cluster.Plan divided = plan();
    Cluster.Plan other = plan();

    scheduler.planner = _ -> committed(otherBundle, cluster.registry.ticket(otherBundle));
    assertAlone(infer(""));
    scheduler.planner =
        _ ->
            new CommittedPlan(
                FakeScheduler.decision("lab.7", "partitioned", "worker-0"),
                divided.execution,
                divided.ticket(),
                other.header().substring(4));
    assertAlone(infer(""));

    assertThat(outcome(otherBundle.execution()).state()).isEqualTo(State.FAILED);
    assertThat(outcome(divided.execution).error()).isNotBlank();
  }

  @Test
  void isAloneWhereTheTicketIsBad() {
    PlanClaims mine = local(UUID.randomUUID().toString(), RunningWorker.NAME);
    try (Asking asking = new Asking(scheduler.url().toString())) {
      scheduler.planner = _ -> committed(mine, asking.worker.registry.forgedTicket(mine));

      asking.assertAlone();

      assertThat(outcome(mine.execution()).error()).contains("ticket-forged");
    }
  }

  @Test
  void isAloneWithoutTheScheduler() {
    try (Asking asking = new Asking("http://127.0.0.1:1")) {
      asking.assertAlone();
    }
  }

  /** And lets go of the plan that comes when nobody waits for it any more. */
  @Test
  void isAloneWhereTheSchedulerHangs() {
    PlanClaims mine = local(UUID.randomUUID().toString(), RunningWorker.NAME);
    try (Asking asking = new Asking(scheduler.url().toString(), "plan-patience=50ms")) {
      scheduler.planner =
          _ -> {
            waitUntilDone();
            return committed(mine, asking.worker.registry.ticket(mine));
          };

      asking.assertAlone();
      asking.assertAlone();

      assertThat(scheduler.asked).hasSize(1);
      done.countDown();
      assertThat(outcome(mine.execution()).state()).isEqualTo(State.CANCELLED);
    }
  }

  /** A worker of its own. */
  private static final class Asking implements AutoCloseable {
    private final RunningWorker worker;

    private Asking(String scheduler, String... more) {
      List<String> settings = new ArrayList<>(List.of("scheduler-url=" + scheduler));
      settings.addAll(List.of(more));
      worker = RunningWorker.start(settings.toArray(String[]::new));
      Await.until("joined", () -> worker.bean(Membership.class).epoch() == 1);
    }

    private void assertAlone() {
      DoorIntegrationTests.assertAlone(infer(worker, "\"deadline_ms\":20000"));
    }

    @Override
    public void close() {
      worker.close();
    }
  }

  private void waitUntilDone() {
    try {
      var _ = done.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Cluster.Plan plan() {
    return cluster.plan(cluster.strips(SIDE, Shares.equal(2), 3, 6));
  }

  private static CommittedPlan committed(Cluster.Plan plan, String ticket) {
    return new CommittedPlan(
        FakeScheduler.decision("lab.7", "partitioned", "worker-0"),
        plan.execution,
        ticket,
        plan.header());
  }

  private static CommittedPlan committed(PlanClaims claims, String ticket) {
    return new CommittedPlan(
        FakeScheduler.decision("lab.8", "local", claims.lead()), claims.execution(), ticket, null);
  }

  private static PlanClaims local(String execution, String lead) {
    return new PlanClaims(
        execution,
        1,
        "lab.8",
        lead,
        1,
        Cluster.MODEL,
        "1",
        cluster.model(0).sha256(),
        PlanClaims.Task.INFER,
        0,
        60_000,
        1,
        64 << 20,
        null);
  }

  private static PlanClaims changed(PlanClaims claims, UnaryOperator<String> change) {
    String text = change.apply(ProtocolJson.MAPPER.writeValueAsString(claims));
    return ProtocolJson.MAPPER.readValue(text, PlanClaims.class);
  }

  private static ExecutionOutcome outcome(String execution) {
    Await.until("it is told", () -> scheduler.outcomes.containsKey(execution));
    return scheduler.outcomes.get(execution);
  }

  private static HttpResponse<byte[]> infer(String parameters) {
    return infer(cluster.workers.get(0), parameters);
  }

  private static HttpResponse<byte[]> infer(RunningWorker worker, String parameters) {
    String header =
        """
        {"inputs":[{"name":"image","shape":[1,3,%d,%d],"datatype":"UINT8",\
        "parameters":{"binary_data_size":%d}}],"parameters":{%s%s"binary_data_output":true}}\
        """
            .formatted(SIDE, SIDE, PIXELS.length, parameters, parameters.isEmpty() ? "" : ",");
    Tensors.Binary binary = Tensors.binary(header, PIXELS);
    HttpRequest.Builder request =
        worker
            .request("/v2/models/" + Cluster.MODEL + "/infer")
            .header("Inference-Header-Content-Length", "" + binary.headerLength());
    return worker.send(request.POST(BodyPublishers.ofByteArray(binary.body())));
  }

  private static JsonNode receipt(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    int length =
        Integer.parseInt(
            answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    return ProtocolJson.MAPPER
        .readTree(new String(answer.body(), 0, length, StandardCharsets.UTF_8))
        .path("parameters");
  }

  private static void assertAlone(HttpResponse<byte[]> answer) {
    JsonNode receipt = receipt(answer);
    assertThat(receipt.has("decision_id")).isFalse();
    assertThat(receipt.has("placement")).isFalse();
    assertThat(receipt.path("parts").asInt()).isEqualTo(1);
  }
}
