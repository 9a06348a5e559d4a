package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.Rows;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;

/** Which rows a helper takes, from whom, and how what it runs is ended. */
@Timeout(240)
class RowTicketsIntegrationTests extends HelperFixture {
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
            new PartClaimsBuilder(honest)
                .part(1)
                .division(Division.sha256(fused.division))
                .build());
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
}
