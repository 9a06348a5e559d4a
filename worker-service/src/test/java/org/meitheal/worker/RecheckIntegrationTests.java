package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.protocol.scheduler.MismatchReport.Suspect;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.recheck.Rechecks;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Relay;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;

/** Every divided answer is checked; helpers behind their relays are honest or not. */
@Timeout(240)
class RecheckIntegrationTests {
  private static final int SIDE = 160;
  private static Cluster cluster;

  private final byte[] pixels = Tensors.pixels(5, 1, SIDE, SIDE);

  @BeforeAll
  static void start() {
    cluster = new Cluster(4, RunningWorker.MODELS, 1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void reset() {
    cluster.reset();
    Await.until("the check before is over", () -> !status().busy());
    cluster.registry.mismatches.clear();
    cluster.registry.mismatchStatuses.clear();
  }

  @Test
  void honestHelpersAreNeverNamed() {
    Partition strips = cluster.strips(SIDE, Shares.equal(4), 3, 6);
    Partition answers =
        Cluster.joined(cluster.strips(SIDE, new Shares(List.of(2.0, 1.0, 1.0)), 4, 18));
    for (Partition partition : List.of(strips, answers, items(5, 64), strips)) {
      long right = status().right();
      byte[] input =
          Tensors.pixels(
              5, partition.items(), partition.image().height(), partition.image().width());

      assertThat(cluster.plan(partition).execute(input).statusCode()).isEqualTo(200);

      Await.until("found right", () -> status().right() == right + 1);
    }
    assertThat(cluster.registry.mismatches).isEmpty();
    assertNothingIsKept();
  }

  @Test
  void aHelperWhoseRowsAreWrongIsNamed() {
    relay(2).rule(wrongResult());
    Cluster.Plan plan = cluster.plan(cluster.strips(SIDE, Shares.equal(3), 3, 6));

    assertThat(plan.execute(pixels).statusCode()).isEqualTo(200);

    MismatchReport report = report();
    assertThat(report.execution()).isEqualTo(plan.execution);
    assertThat(report.attempt()).isEqualTo(1);
    assertThat(report.divisionSha256()).isEqualTo(Division.sha256(plan.division));
    assertThat(report.difference()).isGreaterThan(1e-4);
    assertNamed(report, 2);
    assertNothingIsKept();
  }

  @Test
  void aHelperWhoseAnswerIsWrongIsNamed() {
    relay(1).rule(wrongResult());
    Partition strips = cluster.strips(SIDE, Shares.equal(3), 3, 18);

    var unused = cluster.plan(Cluster.joined(strips)).execute(pixels);

    assertNamed(report(), 1);
  }

  /** Its neighbours' pieces are wrong, too, but by its rows. */
  @Test
  void aHelperThatIsWrongFromTheStartIsNamedAlone() {
    relay(0).rule(wrongRowsOf(1));
    relay(2).rule(wrongRowsOf(1));
    relay(1).rule(wrongResult());

    var unused = cluster.plan(cluster.strips(SIDE, Shares.equal(3), 3, 6)).execute(pixels);

    assertNamed(report(), 1);
  }

  /** Wrong border rows alone: its result is right, as are those of others but for its rows. */
  @Test
  void aHelperThatSendsTheLeadWrongBorderRowsIsNamed() {
    relay(0).rule(wrongRowsOf(1));

    var unused = cluster.plan(cluster.strips(SIDE, Shares.equal(3), 3, 6)).execute(pixels);

    assertNamed(report(), 1);
  }

  @Test
  void twoThatAreWrongAreBothNamed() {
    relay(1).rule(wrongResult());
    relay(3).rule(wrongResult());

    var unused = cluster.plan(cluster.strips(SIDE, Shares.equal(4), 3, 6)).execute(pixels);

    assertNamed(report(), 1, 3);
  }

  @Test
  void aReportThatIsNotTakenAtFirstIsSentAgain() {
    cluster.registry.mismatchStatuses.add(503);
    relay(1).rule(wrongResult());

    var unused = cluster.plan(cluster.strips(SIDE, Shares.equal(2), 6)).execute(pixels);

    Await.until("reported twice", () -> cluster.registry.mismatches.size() == 2);
    assertThat(cluster.registry.mismatches.get(0)).isEqualTo(cluster.registry.mismatches.get(1));
  }

  /** Who computed what cannot be told apart there. */
  @Test
  void whatDidNotGoAsPlannedIsNotChecked() {
    Rechecks.Status before = status();
    relay(1)
        .rule(call -> {
          if (call.line().startsWith("POST /v1/parts")) {
            call.answer(503, ProtocolJson.MAPPER.writeValueAsBytes(new Refusal("busy", 500)));
          } else {
            call.pass();
          }
        });

    HttpResponse<byte[]> answer =
        cluster.plan(cluster.strips(SIDE, Shares.equal(3), 3, 6)).execute(pixels);

    cluster.assertEqualsAlone(answer, pixels, 1, SIDE);
    Await.until("dropped", () -> !status().busy());
    assertThat(status()).isEqualTo(before);
    assertNothingIsKept();
  }

  @Test
  void aHelperCannotSayThatItWasAnother() {
    relay(1)
        .rule(call -> {
          HttpResponse<byte[]> answer = call.forward();
          if (call.line().startsWith("POST /v1/parts")) {
            String runs = answer.headers().firstValue("Meitheal-Part-Runs").orElseThrow();
            call.answer(
                answer,
                wrong(answer.body(), headerLength(answer)),
                "Meitheal-Part-Runs",
                runs.replace("worker-1", "worker-2").replace("\"done\"", "\"home\""));
          } else {
            call.answer(answer);
          }
        });

    HttpResponse<byte[]> answer =
        cluster.plan(cluster.strips(SIDE, Shares.equal(2), 6)).execute(pixels);

    assertThat(Cluster.runs(answer).get(1).device()).isEqualTo("worker-1");
    assertNamed(report(), 1);
  }

  private static void assertNamed(MismatchReport report, int... workers) {
    assertThat(report.suspects())
        .extracting(Suspect::device)
        .containsExactly(
            java.util.stream.IntStream.of(workers).mapToObj(Cluster::name).toArray(String[]::new));
    assertThat(report.suspects()).allMatch(suspect -> suspect.difference() > 1e-4);
  }

  private static MismatchReport report() {
    Await.until("reported", () -> !cluster.registry.mismatches.isEmpty());
    return cluster.registry.mismatches.getFirst();
  }

  private static void assertNothingIsKept() {
    Await.until("over", () -> !status().busy());
    Await.until(
        "memory is free", () -> cluster.workers.get(0).bean(RequestMemory.class).usedBytes() == 0);
  }

  private static Rechecks.Status status() {
    return cluster.workers.get(0).bean(Rechecks.class).status();
  }

  private static Relay relay(int worker) {
    return cluster.relays.get(worker);
  }

  private static Relay.Rule wrongResult() {
    return call -> {
      HttpResponse<byte[]> answer = call.forward();
      boolean isPart = call.line().startsWith("POST /v1/parts") && answer.statusCode() == 200;
      call.answer(answer, isPart ? wrong(answer.body(), headerLength(answer)) : answer.body());
    };
  }

  private static Relay.Rule wrongRowsOf(int part) {
    return call -> {
      if (call.line().startsWith("PUT") && call.line().contains("/rows/" + part + "-")) {
        byte[] changed = wrong(call.body(), call.headerLength());
        System.arraycopy(changed, 0, call.body(), 0, changed.length);
      }
      call.pass();
    };
  }

  /** Every hundredth value is another. */
  private static byte[] wrong(byte[] body, int headerLength) throws IOException {
    byte[] changed = body.clone();
    ByteBuffer values = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = headerLength; at < changed.length; at += 400) {
      values.putFloat(at, values.getFloat(at) + 7);
    }
    return changed;
  }

  private static int headerLength(HttpResponse<byte[]> answer) {
    return Integer.parseInt(
        answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
  }

  private static Partition items(int items, int side) {
    Size image = new Size(side, side);
    Size end = cluster.chain().sizes(image).get(9);
    Layout layout = Layout.items(items, end, new Shares(List.of(2.0, 1.0, 2.0)));
    return new Partition(cluster.chain(), items, image, List.of(new Stage(0, 9, layout)));
  }
}
