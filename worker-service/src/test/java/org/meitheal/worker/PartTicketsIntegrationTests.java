package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Shares;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.part.ImageRows;
import org.meitheal.worker.support.Cluster;

/** Which parts a helper takes, from whom, and what it refuses. */
@Timeout(240)
class PartTicketsIntegrationTests extends HelperFixture {
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
}
