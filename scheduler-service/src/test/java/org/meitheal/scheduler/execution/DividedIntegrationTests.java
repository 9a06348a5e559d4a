package org.meitheal.scheduler.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PartTicketVerifier;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.SplitView;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import tools.jackson.databind.JsonNode;

class DividedIntegrationTests extends SchedulerDatabaseTest {
  private static final String FASTEST = "{\"objective\":\"latency\",\"deadline_ms\":20000}";

  @Test
  void theLeadGetsTheDivisionAndTicketsForItsHelpers() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));

    Answer answer = post(INFER, batch(FASTEST));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    DecisionView decision = decision(answer.header("Meitheal-Decision"));
    assertThat(decision.placement()).isEqualTo("partitioned");
    FakeWorker lead = lead(workers, decision);
    PlanClaims plan = lead.received().getFirst().plan();
    DividedPlan divided = DividedPlan.fromHeader(lead.received().getFirst().division());
    assertThat(plan.divisionSha256()).isEqualTo(Division.sha256(divided.division()));
    Division division = Division.parse(divided.division());
    assertThat(division.items()).isEqualTo(4);
    assertThat(division.parts())
        .extracting(Division.DividedPart::device)
        .containsExactlyInAnyOrder("cam-1", "cam-2")
        .startsWith(lead.id());
    assertThat(divided.helpers()).hasSize(1);
    helperTakesIt(divided.helpers().getFirst(), plan);
  }

  private static void helperTakesIt(PartOffer offer, PlanClaims plan) {
    PartClaims claims =
        new PartTicketVerifier(REGISTRY, offer.device(), () -> 1).accept(offer.ticket());
    assertThat(claims.part()).isEqualTo(1);
    assertThat(claims.execution()).isEqualTo(plan.execution());
    assertThat(claims.attempt()).isEqualTo(plan.attempt());
    assertThat(claims.lead()).isEqualTo(plan.lead());
    assertThat(claims.modelSha256()).isEqualTo(plan.modelSha256());
    assertThat(claims.divisionSha256()).isEqualTo(plan.divisionSha256());
    assertThat(claims.expectedLaneMs()).isPositive();
  }

  @Test
  void theReceiptAndTheRecordSayWhoTookPartAndHowItWent() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));
    PartRun home = run(0, "cam-1", "done", null);
    PartRun lost = run(1, "cam-1", "home", "cam-2 closed the connection");
    workers.forEach(worker -> worker.behave(FakeWorker.answeringWith(List.of(home, lost))));

    JsonNode receipt = post(INFER, batch(FASTEST)).json().path("parameters");

    assertThat(receipt.path("placement").asString()).isEqualTo("partitioned");
    assertThat(receipt.path("devices").asString().split(","))
        .containsExactlyInAnyOrder("cam-1", "cam-2");
    assertThat(receipt.path("parts").asInt()).isEqualTo(2);
    DecisionView decision = decision(receipt.path("decision_id").asString());
    assertThat(decision.execution().parts()).containsExactly(home, lost);
    CandidateView chosen =
        decision.candidates().stream().filter(CandidateView::chosen).findFirst().orElseThrow();
    SplitView split = chosen.split();
    assertThat(split.devices()).containsExactlyInAnyOrder("cam-1", "cam-2");
    assertThat(split.spares()).containsOnly(decision.device());
    assertThat(split.laneMs()).hasSize(2);
    assertThat(split.stages()).isNotEmpty();
  }

  @Test
  void aLongReportOfManyPartsAndStages() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));
    List<PartRun> runs = IntStream.range(0, 8).mapToObj(DividedIntegrationTests::longRun).toList();
    workers.forEach(worker -> worker.behave(FakeWorker.answeringWith(runs)));

    Answer answer = post(INFER, batch(FASTEST));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    DecisionView decision = decision(answer.header("Meitheal-Decision"));
    assertThat(decision.attempt()).isEqualTo(1);
    assertThat(decision.execution().parts()).isEqualTo(runs);
  }

  private static PartRun longRun(int part) {
    List<PartRun.StageRun> stages =
        IntStream.range(0, 18)
            .mapToObj(s ->
                new PartRun.StageRun(
                    s, s + 1, List.of(0, 1, 0, 640, 0, 640), 1234.567891 + s, 123.45678 + s, 1e3))
            .toList();
    return new PartRun(part, "cam-1", "done", stages, 1e8, 0, 6_144, 8_000, 40, 1, 42, null);
  }

  @Test
  void aLeadThatDiesIsReplacedAndTheOthersGoOn() {
    List<FakeWorker> workers =
        List.of(measuredWorker("cam-1"), measuredWorker("cam-2"), measuredWorker("cam-3"));
    workers.forEach(worker ->
        worker.behave((plan, exchange) ->
            (plan.attempt() == 1 ? FakeWorker.dying() : FakeWorker.answering())
                .lead(plan, exchange)));

    Answer answer = post(INFER, batch(FASTEST));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    String lost =
        workers.stream().filter(DividedIntegrationTests::ledFirst).findFirst().orElseThrow().id();
    DecisionView last = decision(answer.header("Meitheal-Decision"));
    assertThat(last.attempt()).isEqualTo(2);
    assertThat(last.why()).contains(lost + " was lost");
    assertThat(last.candidates())
        .filteredOn(candidate -> candidate.split() != null)
        .hasSize(1)
        .allSatisfy(
            candidate -> assertThat(candidate.split().devices()).hasSize(2).doesNotContain(lost));
  }

  private static boolean ledFirst(FakeWorker worker) {
    return worker.received().stream().anyMatch(received -> received.plan().attempt() == 1);
  }

  @Test
  void oneDeviceOnlyWhereTheRequestSaysSo() {
    List<FakeWorker> workers = List.of(measuredWorker("cam-1"), measuredWorker("cam-2"));

    Answer answer =
        post(INFER, batch("{\"objective\":\"latency\",\"deadline_ms\":20000,\"max_devices\":1}"));

    DecisionView decision = decision(answer.header("Meitheal-Decision"));
    assertThat(decision.placement()).isEqualTo("peer");
    FakeWorker lead = lead(workers, decision);
    assertThat(lead.received().getFirst().division()).isNull();
    assertThat(lead.received().getFirst().plan().divisionSha256()).isNull();
    assertThat(answer.json().path("parameters").path("parts").asInt()).isEqualTo(1);
  }

  private static PartRun run(int part, String device, String state, String why) {
    List<PartRun.StageRun> stages =
        List.of(new PartRun.StageRun(0, 18, List.of(0, 2, 0, 1, 0, 1), 40, 1));
    return new PartRun(part, device, state, stages, 1e8, 0, 6_144, 8_000, 40, 1, 42, why);
  }

  private static FakeWorker lead(List<FakeWorker> workers, DecisionView decision) {
    return workers.stream()
        .filter(worker -> worker.id().equals(decision.device()))
        .findFirst()
        .orElseThrow();
  }

  /** Four grey images, 32 pixels wide and high. */
  private static String batch(String parameters) {
    StringBuilder data = new StringBuilder("127");
    data.repeat(",127", 4 * 3 * 32 * 32 - 1);
    return """
    {"id":"7","parameters":%s,"inputs":[{"name":"image","datatype":"FP32",\
    "shape":[4,3,32,32],"data":[%s]}]}
    """
        .formatted(parameters, data);
  }
}
