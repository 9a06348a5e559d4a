package org.meitheal.scheduler.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.scheduler.testing.Await;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import tools.jackson.databind.JsonNode;

class AttemptsIntegrationTests extends SchedulerDatabaseTest {
  /** The fastest is chosen, which is the one that was added first. */
  private static final String FASTEST = "{\"objective\":\"latency\",\"deadline_ms\":10000}";

  @Test
  void aLeadThatDiesIsReplaced() {
    FakeWorker dying = worker("cloud-1", Tier.CLOUD);
    FakeWorker spare = worker("edge-1", Tier.EDGE);
    dying.behave(FakeWorker.dying());
    String body = inferRequest(FASTEST);

    Answer answer = post(INFER, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(dying.received()).hasSize(1);
    assertThat(spare.received().getFirst().body()).asString().isEqualTo(body);
    assertThat(spare.received().getFirst().plan().attempt()).isEqualTo(2);
    JsonNode receipt = answer.json().path("parameters");
    assertThat(receipt.path("attempts").asInt()).isEqualTo(2);
    assertThat(receipt.path("devices").asString()).isEqualTo("edge-1");
    DecisionView second = decision(receipt.path("decision_id").asString());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.why()).contains("cloud-1 was lost");
    assertThat(second.execution()).isNotNull();
    assertThat(second.execution().state()).isEqualTo("completed");
  }

  @Test
  void aLeadThatIsGoneIsReplaced() {
    FakeWorker gone = worker("cloud-1", Tier.CLOUD);
    worker("edge-1", Tier.EDGE);
    gone.close();

    Answer answer = post(INFER, inferRequest(FASTEST));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("parameters").path("devices").asString()).isEqualTo("edge-1");
  }

  @Test
  void aLeadThatRefusesIsReplaced() {
    worker("cloud-1", Tier.CLOUD).behave(FakeWorker.refusing());
    worker("edge-1", Tier.EDGE);

    Answer answer =
        post(CLASSIFY, "a photo", "Meitheal-Objective", "latency", "Meitheal-Deadline-Ms", "50000");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode receipt = answer.json().path("receipt");
    assertThat(receipt.path("attempts").asInt()).isEqualTo(2);
    assertThat(decision(receipt.path("decision_id").asString()).why())
        .contains("cloud-1 refused it: the lanes are full");
  }

  @Test
  void whenNobodyIsLeftTheClientIsToldToComeAgain() {
    worker("cloud-1", Tier.CLOUD).behave(FakeWorker.refusing());

    Answer answer = post(INFER, inferRequest(FASTEST));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().path("error").asString()).contains("the lanes are full");
    assertThat(decision(answer.header("Meitheal-Decision")).execution().state())
        .isEqualTo("failed");
  }

  @Test
  void withoutDevicesThereIsNoCapacity() {
    Answer answer = post(INFER, inferRequest(FASTEST));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    DecisionView decision = decision(answer.header("Meitheal-Decision"));
    assertThat(decision.outcome()).isEqualTo("no_capacity");
    assertThat(decision.execution().state()).isEqualTo("rejected");
  }

  @Test
  void aDeadlineThatCannotBeMetIsRefusedAtOnce() {
    // No other test's: the scheduler has learnt that those answer sooner than is predicted.
    FakeWorker worker = worker("untried-1", Tier.CLOUD);

    Answer answer = post(INFER, inferRequest("{\"deadline_ms\":3}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(504);
    assertThat(worker.received()).isEmpty();
    assertThat(decision(answer.header("Meitheal-Decision")).outcome()).isEqualTo("infeasible");
  }

  @Test
  void atTheDeadlineTheSenderGivesUpAndCancelsDownstream() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    worker.behave(worker.hanging());
    long start = System.nanoTime();

    Answer answer = post(INFER, inferRequest("{\"deadline_ms\":400}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(504);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(390), Duration.ofSeconds(8));
    String execution = worker.received().getFirst().plan().execution();
    assertThat(worker.received().getFirst().plan().timeLeftMs()).isBetween(1.0, 400.0);
    Await.until("the lead was told", () -> worker.cancelled().contains(execution));
    assertThat(get("/v1/executions/" + execution).json().path("state").asString())
        .isEqualTo("expired");
    assertThat(
            get("/v1/executions?state=expired").json().path("items").path(0).path("id").asString())
        .isEqualTo(execution);
  }

  @Test
  void theRequestsOwnFaultIsPassedOn() {
    worker("cloud-1", Tier.CLOUD).behave(FakeWorker.failing(400, "bad-tensor", "NaN in the input"));
    FakeWorker other = worker("edge-1", Tier.EDGE);

    Answer answer = post(INFER, inferRequest(FASTEST));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo("{\"error\":\"NaN in the input\"}");
    assertThat(answer.header("Meitheal-Error-Code")).isEqualTo("bad-tensor");
    assertThat(other.received()).isEmpty();
  }

  @Test
  void aTicketThatALeadDoesNotTakeIsNotTheClientsFault() {
    worker("cloud-1", Tier.CLOUD)
        .behave(FakeWorker.failing(403, "ticket-wrong-epoch", "another life"));
    worker("edge-1", Tier.EDGE);

    assertThat(post(INFER, inferRequest(FASTEST)).status()).isEqualTo(200);
  }

  @Test
  void aRunningExecutionIsSeenAndCanBeCancelled() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    worker.behave(worker.hanging());
    CompletableFuture<Answer> running =
        CompletableFuture.supplyAsync(() -> post(INFER, inferRequest(FASTEST)));
    Await.until("the lead has it", () -> !worker.received().isEmpty());
    String id = worker.received().getFirst().plan().execution();

    JsonNode listed = get("/v1/executions?state=running").json().path("items").path(0);
    assertThat(listed.path("id").asString()).isEqualTo(id);
    assertThat(listed.path("device").asString()).isEqualTo("cloud-1");
    assertThat(send(as(Role.VIEWER, "/v1/executions/" + id).DELETE()).status()).isEqualTo(403);
    assertThat(send(as(Role.OPERATOR, "/v1/executions/" + id).DELETE()).status()).isEqualTo(200);

    assertThat(running.join().status()).isEqualTo(409);
    Await.until("the lead was told", () -> worker.cancelled().contains(id));
    assertThat(get("/v1/executions/" + id).json().path("state").asString()).isEqualTo("cancelled");
    assertThat(send(as(Role.OPERATOR, "/v1/executions/" + id).DELETE()).status()).isEqualTo(409);
  }

  @Test
  void aLinkThatBecomesSlowChangesTheChoice() {
    FakeWorker near = worker("cloud-1", Tier.CLOUD);
    worker("edge-1", Tier.EDGE);
    Await.until("cloud-1 is chosen", () -> chosenByLatency().equals("cloud-1"));

    near.delayProbes(Duration.ofMillis(400));

    Await.until("edge-1 is chosen instead", () -> chosenByLatency().equals("edge-1"));
    Await.until(
        "the registry was told",
        () ->
            REGISTRY.samples().stream()
                .flatMap(samples -> samples.roundTrips().stream())
                .anyMatch(
                    trip -> trip.to().equals("cloud-1") && trip.ms() != null && trip.ms() > 399));
  }

  private String chosenByLatency() {
    return plan("{\"model\":\"" + MODEL + "\",\"objective\":\"latency\",\"shape\":[1,3,32,32]}")
        .json()
        .path("device")
        .asString();
  }
}
