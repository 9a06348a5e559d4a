package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Transfer;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ImageTensor.Element;
import org.meitheal.worker.part.ImageRows;
import org.meitheal.worker.part.Rows;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;

/** A helper, two divisions that it takes part in, and the calls that others make to it. */
abstract class HelperFixture {
  static final int SIDE = 96;
  static final int HELPER = 1;

  final Cluster cluster = Cluster.shared();
  final RunningWorker helper = cluster.workers.get(HELPER);
  final ImageTensor image =
      new ImageTensor(
          Element.UINT8, 1, SIDE, SIDE, ByteBuffer.wrap(Tensors.pixels(5, 1, SIDE, SIDE)));

  /** Two strips, fused, so that a helper needs nobody else. */
  final Cluster.Plan fused = cluster.plan(cluster.strips(SIDE, Shares.equal(2), 4));

  /** Two strips that exchange rows at boundary 3. */
  final Cluster.Plan exchanging = cluster.plan(cluster.strips(SIDE, Shares.equal(2), 3, 6));

  @AfterEach
  void endAll() {
    for (RunningWorker worker : cluster.workers) {
      end(worker, fused);
      end(worker, exchanging);
    }
  }

  int end(Cluster.Plan plan) {
    return end(helper, plan);
  }

  static int end(RunningWorker worker, Cluster.Plan plan) {
    return worker
        .send(
            worker
                .anonymous("/v1/executions/%s/attempts/1".formatted(plan.execution))
                .header("Meitheal-Plan", plan.ticket())
                .DELETE())
        .statusCode();
  }

  HttpResponse<byte[]> replay(Cluster.Plan plan, String ticket, String spare, String json) {
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

  HttpResponse<byte[]> put(
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
  static Rows owed(Cluster.Plan plan, int from, int to) {
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

  String fused(int part) {
    return cluster.registry.ticket(fused.claims(part, HELPER));
  }

  String forgedPlan(Cluster.Plan plan) {
    return cluster.registry.forgedTicket(plan.planClaims());
  }

  HttpResponse<byte[]> runPart(PartClaims claims) {
    return runPart(fused, claims);
  }

  HttpResponse<byte[]> runPart(Cluster.Plan plan, PartClaims claims) {
    return send(post(cluster.registry.ticket(claims), plan));
  }

  HttpRequest.Builder post(String ticket, Cluster.Plan plan) {
    Box box = plan.partition.steps(1).getFirst().input();
    return post(ticket, plan, ImageRows.piece(image, box));
  }

  HttpRequest.Builder post(String ticket, Cluster.Plan plan, Rows input) {
    byte[] json = Frame.ofPart(new Frame.Parameters(plan.division, 30_000, null), input).json();
    return helper
        .anonymous("/v1/parts")
        .header("Meitheal-Part", ticket)
        .header("Inference-Header-Content-Length", "" + json.length)
        .POST(Frame.body(json, input));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return helper.send(request);
  }

  static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
    assertThat(answer.headers().firstValue("Meitheal-Error-Code")).contains(code);
    assertThat(ProtocolJson.MAPPER.readTree(answer.body()).get("error").asString()).isNotBlank();
  }

  static PartClaimsBuilder claims(Cluster.Plan plan) {
    return new PartClaimsBuilder(plan.claims(1, HELPER));
  }
}
