package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Transfer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.ImageRows;
import org.meitheal.worker.part.Rows;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;

/** What a helper takes, from whom, and what it refuses. */
@Timeout(240)
class PartTicketsIntegrationTests {
  private static final int SIDE = 96;
  private static final int HELPER = 1;

  private final Cluster cluster = Cluster.shared();
  private final RunningWorker helper = cluster.workers.get(HELPER);
  private final ImageTensor image =
      new ImageTensor(
          Element.UINT8, 1, SIDE, SIDE, ByteBuffer.wrap(Tensors.pixels(5, 1, SIDE, SIDE)));

  /** Two strips, fused, so that a helper needs nobody else. */
  private final Cluster.Plan fused = cluster.plan(cluster.strips(SIDE, Shares.equal(2), 4));

  /** Two strips that exchange rows at boundary 3. */
  private final Cluster.Plan exchanging = cluster.plan(cluster.strips(SIDE, Shares.equal(2), 3, 6));

  @Test
  void aPartIsRunAndReportedOn() {
    HttpResponse<byte[]> answer = runPart(fused.claims(1, HELPER));

    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    PartRun run = Cluster.runs(answer).getFirst();
    assertThat(run.part()).isEqualTo(1);
    assertThat(run.device()).isEqualTo(Cluster.name(HELPER));
    assertThat(run.haloMultiplyAdds()).isPositive().isLessThan(run.multiplyAdds());
    assertThat(run.computeMs()).isPositive();
  }

  @Test
  void aPartWhoseAnswerIsJoinedGivesItemsTimesClasses() {
    Cluster.Plan plan = cluster.plan(Cluster.joined(cluster.strips(SIDE, Shares.equal(2), 18)));
    Box box = plan.partition.steps(1).getFirst().input();

    HttpResponse<byte[]> answer = plan.help(1, ImageRows.piece(image, box));

    assertThat(Cluster.logits(answer)).hasSize(1000);
    assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
        .startsWith(
            """
            {"outputs":[{"name":"answer","shape":[1,1000],"datatype":"FP32","parameters":\
            {"cut":1,"box":"0-1,2-3,0-3","binary_data_size":4000}}]}\
            """);
    end(helper, plan);
  }

  @Test
  void aTicketIsTakenOnce() {
    PartClaims claims = fused.claims(1, HELPER);

    assertThat(runPart(claims).statusCode()).isEqualTo(200);
    assertRefused(runPart(claims), 403, "ticket-used");
  }

  @Test
  void ticketsOfOthersAreRefused() {
    assertRefused(
        send(post(cluster.registry.forgedTicket(fused.claims(1, HELPER)), fused)),
        403,
        "ticket-forged");
    assertRefused(send(post("a.b.c", fused)), 403, "ticket-malformed");
    assertRefused(send(post(fused.ticket(), fused)), 403, "ticket-malformed");
    assertRefused(runPart(fused.claims(1, 2)), 403, "ticket-wrong-helper");
    assertRefused(runPart(claims(fused).epoch(7).build()), 403, "ticket-wrong-epoch");
    assertRefused(runPart(claims(fused).part(0).build()), 403, "ticket-wrong-part");
    assertRefused(
        send(helper.anonymous("/v1/parts").POST(BodyPublishers.ofByteArray(new byte[10]))),
        401,
        "ticket-missing");
  }

  @Test
  void anotherDivisionIsRefused() {
    assertRefused(
        send(post(cluster.registry.ticket(fused.claims(1, HELPER)), exchanging)),
        403,
        "ticket-wrong-division");
  }

  @Test
  void moreThanTheTicketAllowsIsRefused() {
    assertRefused(runPart(claims(fused).maxBytes(1_000).build()), 413, "ticket-oversized");
  }

  @Test
  void anotherModelIsNotFound() {
    assertRefused(runPart(claims(fused).sha256("00").build()), 404, "unknown-model");
  }

  @Test
  void whatCannotBeDoneInTimeIsRefusedAtOnce() {
    HttpResponse<byte[]> answer =
        runPart(claims(fused).timeLeftMs(100).expectedLaneMs(5_000).build());

    assertRefused(answer, 503, "no-capacity");
    Refusal refusal = ProtocolJson.MAPPER.readValue(answer.body(), Refusal.class);
    assertThat(refusal.earliestFinishMs()).isGreaterThanOrEqualTo(5_000);
  }

  @Test
  void otherRowsOfTheImageAreBadInput() {
    Box other = new Box(Interval.upTo(1), new Interval(0, 8), Interval.upTo(SIDE));
    assertRefused(
        send(
            post(
                cluster.registry.ticket(fused.claims(1, HELPER)),
                fused,
                ImageRows.piece(image, other))),
        400,
        "invalid-request");
    assertRefused(
        send(post(cluster.registry.ticket(claims(fused).attempt(2).build()), fused, null)),
        400,
        "invalid-request");
  }

  @Test
  void rowsWaitForTheirPartAndComeOnce() {
    Cluster.Plan plan = exchanging;
    Rows rows = owed(plan, 0, 1);

    assertThat(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows).statusCode())
        .isEqualTo(204);
    assertThat(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows).statusCode())
        .isEqualTo(204);
    HttpResponse<byte[]> answer = runPart(plan, plan.claims(1, HELPER));
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    assertThat(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows).statusCode())
        .isEqualTo(204);

    assertThat(end(plan)).isEqualTo(204);
    assertRefused(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows), 410, "gone");
    assertThat(end(plan)).isEqualTo(410);
  }

  @Test
  void aPartWhoseAttemptHasEndedIsNotRun() {
    assertThat(end(exchanging)).isEqualTo(204);

    assertRefused(runPart(exchanging, exchanging.claims(1, HELPER)), 410, "gone");
  }

  @Test
  void rowsThatAreNotOwedAreRefused() {
    Cluster.Plan plan = exchanging;
    Rows rows = owed(plan, 0, 1);
    assertThat(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows).statusCode())
        .isEqualTo(204);
    assertThat(runPart(plan, plan.claims(1, HELPER)).statusCode()).isEqualTo(200);
    Box moved = new Box(Interval.upTo(1), new Interval(0, 1), Interval.upTo(1));
    Rows others =
        new Rows(moved, rows.channels(), Element.FP32, ByteBuffer.allocate(rows.channels() * 4));
    String mine = plan.ticket();
    String part = cluster.registry.ticket(plan.claims(1, HELPER));

    assertRefused(put(plan, "Meitheal-Plan", mine, 2, 0, 1, rows), 403, "rows-not-owed");
    assertRefused(put(plan, "Meitheal-Plan", mine, 1, 1, 1, rows), 403, "rows-not-owed");
    assertRefused(put(plan, "Meitheal-Plan", mine, 1, 1, 0, others), 403, "rows-not-owed");
    assertRefused(put(plan, "Meitheal-Part", part, 1, 0, 1, rows), 403, "ticket-wrong-part");
    assertRefused(put(plan, "Meitheal-Part", fused(1), 1, 1, 0, rows), 403, "ticket-wrong-attempt");
    assertRefused(
        put(plan, "Meitheal-Plan", forgedPlan(plan), 1, 0, 1, rows), 403, "ticket-forged");
    assertRefused(put(plan, "Other", "x", 1, 0, 1, rows), 401, "ticket-missing");
    assertRefused(put(plan, "Meitheal-Part", mine, 1, 0, 1, rows), 403, "ticket-malformed");
    assertRefused(put(plan, "Meitheal-Plan", part, 1, 1, 0, rows), 403, "ticket-malformed");
    assertThat(end(plan)).isEqualTo(204);
  }

  @Test
  void earlyRowsOfAnotherDivisionReachNobody() {
    Cluster.Plan plan = exchanging;
    PartClaims honest = plan.claims(1, 2);
    String other =
        cluster.registry.ticket(
            new Claims(honest).part(1).division(Division.sha256(fused.division)).build());
    Rows rows = owed(plan, 1, 0);

    assertThat(put(plan, "Meitheal-Part", other, 1, 1, 0, rows).statusCode()).isEqualTo(204);
    assertThat(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, owed(plan, 0, 1)).statusCode())
        .isEqualTo(204);
    assertThat(runPart(plan, plan.claims(1, HELPER)).statusCode()).isEqualTo(200);
    assertRefused(put(plan, "Meitheal-Part", other, 1, 1, 0, rows), 403, "ticket-wrong-division");
    assertThat(end(plan)).isEqualTo(204);
  }

  @Test
  void earlyRowsThatAreTooLargeAreRefused() {
    Cluster.Plan plan = exchanging;
    Box large = new Box(Interval.upTo(1), Interval.upTo(1 << 10), Interval.upTo(1 << 10));
    Rows rows = new Rows(large, 5, Element.FP32, ByteBuffer.allocate(20 << 20));

    assertRefused(
        put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows), 413, "ticket-oversized");
    assertThat(end(plan)).isEqualTo(204);
  }

  @Test
  void rowsLargerThanOwedAreRefused() {
    Cluster.Plan plan = exchanging;
    Box large = new Box(Interval.upTo(1), Interval.upTo(1 << 8), Interval.upTo(1 << 8));
    Rows rows = new Rows(large, 5, Element.FP32, ByteBuffer.allocate(5 << 18));
    CompletableFuture<HttpResponse<byte[]>> part =
        CompletableFuture.supplyAsync(() -> runPart(plan, plan.claims(1, HELPER)));

    Await.until("knows what is owed", () -> refusesAsTooLarge(plan, rows));

    assertThat(put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, owed(plan, 0, 1)).statusCode())
        .isEqualTo(204);
    assertThat(part.join().statusCode()).isEqualTo(200);
  }

  private boolean refusesAsTooLarge(Cluster.Plan plan, Rows rows) {
    return put(plan, "Meitheal-Plan", plan.ticket(), 1, 0, 1, rows)
        .headers()
        .firstValue("Meitheal-Error-Code")
        .orElse("")
        .equals("ticket-oversized");
  }

  @Test
  void aReplayGoesOnlyToTheLeadOrASpareOnItsTicket() {
    Cluster.Plan plan = exchanging;
    String spare = cluster.registry.ticket(plan.claims(1, 3));

    assertRefused(replay(plan, null, null, "{\"part\":1}"), 401, "ticket-missing");
    assertRefused(
        replay(plan, plan.ticket(), null, "{\"part\":1,\"url\":\"http://127.0.0.1:1\"}"),
        403,
        "ticket-wrong-part");
    assertRefused(
        replay(plan, plan.ticket(), spare, "{\"part\":1,\"url\":\"file:///etc/passwd\"}"),
        400,
        "invalid-request");
    assertThat(replay(plan, plan.ticket(), null, "{\"part\":1}").statusCode()).isEqualTo(204);
    assertThat(end(plan)).isEqualTo(204);
    assertRefused(replay(plan, plan.ticket(), null, "{\"part\":1}"), 410, "gone");
  }

  @Test
  void aPartThatWaitsForRowsIsCancelled() throws Exception {
    Cluster.Plan plan = exchanging;
    CompletableFuture<HttpResponse<byte[]>> answer =
        CompletableFuture.supplyAsync(() -> runPart(plan, plan.claims(1, HELPER)));
    Await.until("runs", () -> cancel(plan, plan.ticket()).statusCode() == 204);

    assertRefused(answer.get(), 409, "cancelled");
    assertThat(cancel(plan, plan.ticket()).statusCode()).isEqualTo(404);
    assertRefused(cancel(plan, forgedPlan(plan)), 403, "ticket-forged");
    assertThat(end(plan)).isEqualTo(204);
    assertThat(helper.bean(Exchanges.class).isOpen(new AttemptId(plan.execution, 1))).isFalse();
  }

  private HttpResponse<byte[]> cancel(Cluster.Plan plan, String ticket) {
    return send(
        helper
            .anonymous("/v1/parts/%s/1/1".formatted(plan.execution))
            .header("Meitheal-Plan", ticket)
            .DELETE());
  }

  @AfterEach
  void endAll() {
    for (RunningWorker worker : cluster.workers) {
      end(worker, fused);
      end(worker, exchanging);
    }
  }

  private int end(Cluster.Plan plan) {
    return end(helper, plan);
  }

  private static int end(RunningWorker worker, Cluster.Plan plan) {
    return worker
        .send(
            worker
                .anonymous("/v1/executions/%s/attempts/1".formatted(plan.execution))
                .header("Meitheal-Plan", plan.ticket())
                .DELETE())
        .statusCode();
  }

  private HttpResponse<byte[]> replay(Cluster.Plan plan, String ticket, String spare, String json) {
    HttpRequest.Builder request =
        helper
            .anonymous("/v1/executions/%s/attempts/1/replays".formatted(plan.execution))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (ticket != null) {
      request.header("Meitheal-Plan", ticket);
    }
    if (spare != null) {
      request.header("Meitheal-Part", spare);
    }
    return send(request);
  }

  private HttpResponse<byte[]> put(
      Cluster.Plan plan, String header, String ticket, int cut, int from, int to, Rows rows) {
    byte[] json = Frame.ofRows(cut, rows).json();
    return send(
        helper
            .anonymous(
                "/v1/executions/%s/attempts/1/cuts/%d/rows/%d-%d"
                    .formatted(plan.execution, cut, from, to))
            .header(header, ticket)
            .header("Inference-Header-Content-Length", "" + json.length)
            .PUT(Frame.body(json, rows)));
  }

  /** What one part owes another at the first cut, all zeros. */
  private static Rows owed(Cluster.Plan plan, int from, int to) {
    Partition partition = plan.partition;
    Transfer transfer =
        partition.steps(to).get(1).receives().stream()
            .filter(some -> some.from() == from)
            .findFirst()
            .orElseThrow();
    int channels = partition.chain().channels(partition.stages().get(0).end());
    int size = Math.toIntExact(Rows.size(transfer.box(), channels, Element.FP32));
    return new Rows(transfer.box(), channels, Element.FP32, ByteBuffer.allocate(size));
  }

  private String fused(int part) {
    return cluster.registry.ticket(fused.claims(part, HELPER));
  }

  private String forgedPlan(Cluster.Plan plan) {
    return cluster.registry.forgedTicket(plan.planClaims());
  }

  private HttpResponse<byte[]> runPart(PartClaims claims) {
    return runPart(fused, claims);
  }

  private HttpResponse<byte[]> runPart(Cluster.Plan plan, PartClaims claims) {
    return send(post(cluster.registry.ticket(claims), plan));
  }

  private HttpRequest.Builder post(String ticket, Cluster.Plan plan) {
    Box box = plan.partition.steps(1).getFirst().input();
    return post(ticket, plan, ImageRows.piece(image, box));
  }

  private HttpRequest.Builder post(String ticket, Cluster.Plan plan, Rows input) {
    byte[] json = Frame.ofPart(new Frame.Parameters(plan.division, 30_000, null), input).json();
    return helper
        .anonymous("/v1/parts")
        .header("Meitheal-Part", ticket)
        .header("Inference-Header-Content-Length", "" + json.length)
        .POST(Frame.body(json, input));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return helper.send(request);
  }

  private static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
    assertThat(answer.headers().firstValue("Meitheal-Error-Code")).contains(code);
    assertThat(ProtocolJson.MAPPER.readTree(answer.body()).get("error").asString()).isNotBlank();
  }

  private static Claims claims(Cluster.Plan plan) {
    return new Claims(plan.claims(1, HELPER));
  }

  /** A ticket that is fine but for what a test changes. */
  private static final class Claims {
    private final PartClaims sound;
    private int attempt = 1;
    private int part = 1;
    private long epoch = 1;
    private String sha256;
    private String division;
    private double timeLeftMs = 30_000;
    private double expectedLaneMs = 1;
    private long maxBytes = 64 << 20;

    private Claims(PartClaims sound) {
      this.sound = sound;
      this.sha256 = sound.modelSha256();
      this.division = sound.divisionSha256();
    }

    Claims attempt(int number) {
      attempt = number;
      return this;
    }

    Claims part(int number) {
      part = number;
      return this;
    }

    Claims epoch(long number) {
      epoch = number;
      return this;
    }

    Claims sha256(String model) {
      sha256 = model;
      return this;
    }

    Claims division(String other) {
      division = other;
      return this;
    }

    Claims timeLeftMs(double ms) {
      timeLeftMs = ms;
      return this;
    }

    Claims expectedLaneMs(double ms) {
      expectedLaneMs = ms;
      return this;
    }

    Claims maxBytes(long bytes) {
      maxBytes = bytes;
      return this;
    }

    PartClaims build() {
      return new PartClaims(
          sound.execution(),
          attempt,
          part,
          sound.lead(),
          sound.helper(),
          epoch,
          sound.model(),
          sound.modelVersion(),
          sha256,
          division,
          0,
          timeLeftMs,
          expectedLaneMs,
          maxBytes);
    }
  }
}
