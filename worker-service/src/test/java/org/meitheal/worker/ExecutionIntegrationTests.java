package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;

/** Plans on signed tickets, on a device that is twenty times slower than this machine. */
@Timeout(120)
class ExecutionIntegrationTests {
  private static RunningWorker worker;

  @BeforeAll
  static void start() {
    worker = RunningWorker.start("slow-down=20");
    Await.until("joined", () -> worker.bean(Membership.class).epoch() == 1);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void runsATensorAndSaysWhatItTook() {
    byte[] pixels = Tensors.pixels(1, 1, 64, 64);
    Tensors.Binary binary = Tensors.binary("UINT8", pixels, 1, 64, 64);
    HttpResponse<byte[]> answer =
        worker.send(
            plan(claims(Task.INFER).build())
                .header("Inference-Header-Content-Length", "" + binary.headerLength())
                .POST(BodyPublishers.ofByteArray(binary.body())));

    assertThat(InferIntegrationTests.logits(answer)).hasSize(1000);
    Timings timings = timings(answer);
    assertThat(timings.computeMs()).isPositive();
    assertThat(timings.queueMs()).isNotNegative();
  }

  @Test
  void classifiesAPhotoWithoutAReceipt() {
    HttpResponse<byte[]> answer =
        worker.send(
            plan(claims(Task.CLASSIFY).build())
                .POST(BodyPublishers.ofByteArray(RunningWorker.sample("coffee.jpg"))));

    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    Classification classification =
        ProtocolJson.MAPPER.readValue(answer.body(), Classification.class);
    assertThat(classification.labels().getFirst().label()).isEqualTo("espresso");
    assertThat(classification.receipt()).isNull();
    // At 224 pixels no machine of today takes less than 3 ms, times twenty.
    assertThat(timings(answer).computeMs()).isGreaterThan(60);
  }

  @Test
  void aTicketIsTakenOnce() {
    String ticket = worker.registry.ticket(claims(Task.CLASSIFY).build());
    byte[] photo = RunningWorker.sample("cat.jpg");

    assertThat(execute(ticket, photo).statusCode()).isEqualTo(200);
    assertError(execute(ticket, photo), 403, "ticket-used");
  }

  @Test
  void ticketsOfOthersAreRefused() {
    byte[] photo = RunningWorker.sample("cat.jpg");
    PlanClaims mine = claims(Task.CLASSIFY).build();

    assertError(execute(worker.registry.forgedTicket(mine), photo), 403, "ticket-forged");
    assertError(execute("a.b.c", photo), 403, "ticket-malformed");
    assertError(execute(claims(Task.CLASSIFY).lead("camera-2"), photo), 403, "ticket-wrong-lead");
    assertError(execute(claims(Task.CLASSIFY).epoch(7), photo), 403, "ticket-wrong-epoch");
    assertError(
        worker.send(worker.anonymous("/v1/executions").POST(BodyPublishers.ofByteArray(photo))),
        401,
        "unauthorized");
  }

  @Test
  void badInputSaysWhatIsWrong() {
    byte[] photo = RunningWorker.sample("cat.jpg");

    assertError(execute(claims(Task.CLASSIFY).model("other"), photo), 404, "unknown-model");
    assertError(execute(claims(Task.CLASSIFY).sha256("00"), photo), 404, "unknown-model");
    assertError(execute(claims(Task.CLASSIFY).maxBytes(10), photo), 413, "body-too-large");
    assertError(execute(claims(Task.CLASSIFY), "hello".getBytes()), 400, "not-an-image");
    assertError(execute(claims(Task.INFER), photo), 400, "invalid-request");
  }

  @Test
  void refusesWithItsEarliestFinishBeforeItReadsTheBody() {
    HttpResponse<byte[]> answer =
        execute(
            claims(Task.CLASSIFY).timeLeftMs(100).expectedLaneMs(5_000),
            RunningWorker.sample("cat.jpg"));

    assertError(answer, 503, "no-capacity");
    Refusal refusal = ProtocolJson.MAPPER.readValue(answer.body(), Refusal.class);
    assertThat(refusal.earliestFinishMs()).isGreaterThanOrEqualTo(5_000);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void whatRunsCanBeCancelled() {
    byte[] pixels = Tensors.pixels(1, 1, 1024, 1024);
    Tensors.Binary binary = Tensors.binary("UINT8", pixels, 1, 1024, 1024);
    PlanClaims claims = claims(Task.INFER).timeLeftMs(60_000).build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        CompletableFuture.supplyAsync(() ->
            worker.send(
                plan(claims)
                    .header("Inference-Header-Content-Length", "" + binary.headerLength())
                    .POST(BodyPublishers.ofByteArray(binary.body()))));
    Await.until("runs", () -> worker.bean(Lanes.class).freeInMs()[0] > 0);

    assertThat(cancel(claims.execution())).isEqualTo(204);

    assertError(answer.join(), 409, "cancelled");
    Await.until("the lane is free", () -> worker.bean(Lanes.class).freeInMs()[0] == 0);
    assertThat(cancel(claims.execution())).isEqualTo(404);
  }

  private static int cancel(String execution) {
    return worker
        .send(
            worker
                .anonymous("/v1/executions/" + execution)
                .header("Authorization", "Bearer " + worker.registry.token(Role.SERVICE))
                .DELETE())
        .statusCode();
  }

  private static HttpResponse<byte[]> execute(Claims claims, byte[] body) {
    return execute(worker.registry.ticket(claims.build()), body);
  }

  private static HttpResponse<byte[]> execute(String ticket, byte[] body) {
    return worker.send(
        worker
            .anonymous("/v1/executions")
            .header("Meitheal-Plan", ticket)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static HttpRequest.Builder plan(PlanClaims claims) {
    return worker
        .anonymous("/v1/executions")
        .header("Meitheal-Plan", worker.registry.ticket(claims));
  }

  private static Timings timings(HttpResponse<byte[]> answer) {
    return ProtocolJson.MAPPER.readValue(
        answer.headers().firstValue(Timings.HEADER).orElseThrow(), Timings.class);
  }

  private static void assertError(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
    assertThat(answer.headers().firstValue("Meitheal-Error-Code")).contains(code);
    assertThat(ProtocolJson.MAPPER.readTree(answer.body()).get("error").asString()).isNotBlank();
  }

  private static Claims claims(Task task) {
    return new Claims(task);
  }

  /** A plan that is fine but for what a test changes. */
  private static final class Claims {
    private final Task task;
    private String lead = RunningWorker.NAME;
    private String model = "efficientnet-lite0";
    private String sha256 =
        worker.bean(ModelRepository.class).find("efficientnet-lite0", null).sha256();
    private long epoch = 1;
    private double timeLeftMs = 30_000;
    private double expectedLaneMs = 1;
    private long maxBytes = 64 << 20;

    private Claims(Task task) {
      this.task = task;
    }

    Claims lead(String lead) {
      this.lead = lead;
      return this;
    }

    Claims model(String model) {
      this.model = model;
      return this;
    }

    Claims sha256(String sha256) {
      this.sha256 = sha256;
      return this;
    }

    Claims epoch(long epoch) {
      this.epoch = epoch;
      return this;
    }

    Claims timeLeftMs(double timeLeftMs) {
      this.timeLeftMs = timeLeftMs;
      return this;
    }

    Claims expectedLaneMs(double expectedLaneMs) {
      this.expectedLaneMs = expectedLaneMs;
      return this;
    }

    Claims maxBytes(long maxBytes) {
      this.maxBytes = maxBytes;
      return this;
    }

    PlanClaims build() {
      return new PlanClaims(
          UUID.randomUUID().toString(),
          1,
          "lab.1",
          lead,
          epoch,
          model,
          "1",
          sha256,
          task,
          0,
          timeLeftMs,
          expectedLaneMs,
          maxBytes,
          null);
    }
  }
}
