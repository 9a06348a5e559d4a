package org.meitheal.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.core.partition.Shares;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Relay;

/** Parts that are lost, refused or late are run by the spare or at home. */
@Timeout(240)
class LostPartIntegrationTests extends FailingMiddleFixture {
  @Test
  void aHelperThatRefusesIsReplacedByItsSpare() {
    relay(MIDDLE).rule(onParts(FailingMiddleFixture::refuse));

    HttpResponse<byte[]> answer = plan().spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    PartRun run = Cluster.runs(answer).get(MIDDLE);
    assertThat(run.state()).isEqualTo("spare");
    assertThat(run.device()).isEqualTo(Cluster.name(SPARE));
    assertThat(run.why()).contains("503");
  }

  @Test
  void withoutASpareThePartIsRunAtHome() {
    relay(MIDDLE).rule(onParts(FailingMiddleFixture::refuse));

    HttpResponse<byte[]> answer = plan().execute(pixels);

    assertExact(answer);
    PartRun run = Cluster.runs(answer).get(MIDDLE);
    assertThat(run.state()).isEqualTo("home");
    assertThat(run.device()).isEqualTo(Cluster.name(0));
  }

  @Test
  void aSpareThatRefusesTooIsReplacedAtHome() {
    relay(MIDDLE).rule(onParts(FailingMiddleFixture::refuse));
    relay(SPARE).rule(onParts(Relay.Call::breakOff));

    HttpResponse<byte[]> answer = plan().spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("home");
  }

  @Test
  void aNeighbourThatHearsOfTheSpareAfterHomeStillSendsItsRowsHome() {
    CountDownLatch heardOfHome = new CountDownLatch(1);
    CountDownLatch heardOfSpare = new CountDownLatch(1);
    relay(MIDDLE).rule(onParts(FailingMiddleFixture::refuse));
    relay(SPARE).rule(onParts(Relay.Call::breakOff));
    relay(NEIGHBOUR)
        .rule(call -> {
          if (call.line().endsWith("/replays")) {
            boolean ofSpare = new String(call.body(), UTF_8).contains("http");
            if (ofSpare) {
              heardOfHome.await();
            }
            HttpResponse<byte[]> answer = call.forward();
            (ofSpare ? heardOfSpare : heardOfHome).countDown();
            call.answer(answer);
          } else {
            // It has rows to send only after both words.
            heardOfSpare.await();
            call.pass();
          }
        });

    HttpResponse<byte[]> answer = plan().spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("home");
  }

  @Test
  void aHelperThatDiesMidPartIsReplacedByItsSpareToWhichRowsAreSentAgain() {
    diesWhenItsRowsAreOut();

    HttpResponse<byte[]> answer = plan().spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("spare");
    assertThat(relay(NEIGHBOUR).calls).anyMatch(call -> call.endsWith("/replays"));
    assertThat(relay(SPARE).calls)
        .anyMatch(call -> call.endsWith("/rows/0-1"))
        .anyMatch(call -> call.endsWith("/rows/2-1"));
  }

  @Test
  void aHelperThatDiesMidPartIsReplacedAtHome() {
    diesWhenItsRowsAreOut();

    HttpResponse<byte[]> answer = plan().execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("home");
    assertThat(relay(0).calls).anyMatch(call -> call.endsWith("/rows/2-1"));
  }

  @Test
  void answersAreJoinedWithThoseOfASpareOrOfHome() {
    Cluster.Plan bySpare = joining().spare(MIDDLE, SPARE);
    Cluster.Plan atHome = joining();
    relay(MIDDLE).rule(onParts(FailingMiddleFixture::refuse));

    HttpResponse<byte[]> spare = bySpare.execute(pixels);
    HttpResponse<byte[]> home = atHome.execute(pixels);

    assertExact(spare);
    assertThat(Cluster.runs(spare).get(MIDDLE).state()).isEqualTo("spare");
    assertExact(home);
    assertThat(Cluster.runs(home).get(MIDDLE).state()).isEqualTo("home");
  }

  @Test
  void answersAreJoinedWhereAHelperDiesMidPart() {
    diesWhenItsRowsAreOut();

    HttpResponse<byte[]> answer = joining().spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("spare");
  }

  @Test
  void anAnswerOfAnotherFormIsNotJoined() {
    relay(MIDDLE)
        .rule(
            onParts(call -> {
              HttpResponse<byte[]> answer = call.forward();
              String other = new String(answer.body(), ISO_8859_1).replace("answer", "rumour");
              call.answer(answer, other.getBytes(ISO_8859_1));
            }));

    HttpResponse<byte[]> answer = joining().execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("home");
  }

  @Test
  void whereTheNeighboursRowsAreGoneTheLeadStartsOverAlone() {
    diesWhenItsRowsAreOut();
    relay(NEIGHBOUR)
        .rule(call -> {
          if (call.line().endsWith("/replays")) {
            call.answer(410, new byte[0]);
          } else {
            call.pass();
          }
        });

    HttpResponse<byte[]> answer = plan().spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    List<PartRun> runs = Cluster.runs(answer);
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().state()).isEqualTo("home");
    assertThat(runs.getFirst().why()).contains("rows");
    Await.until("told that it is over", () -> relay(NEIGHBOUR).heard("DELETE"));
  }

  @Test
  void aPartThatIsLateIsRunAgainAndTheFirstAnswerCounts() {
    CountDownLatch spareIsAsked = new CountDownLatch(1);
    relay(MIDDLE)
        .rule(
            onParts(call -> {
              HttpResponse<byte[]> late = call.forward();
              spareIsAsked.await();
              call.answer(late);
            }));
    relay(SPARE)
        .rule(
            onParts(call -> {
              spareIsAsked.countDown();
              call.pass();
            }));

    HttpResponse<byte[]> answer = plan().expecting(1).spare(MIDDLE, SPARE).execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer)).extracting(PartRun::part).containsExactly(0, 1, 2);
    assertThat(spareIsAsked.getCount()).isZero();
  }

  @Test
  void aPartWhoseDeviceHasJustLeftIsRunAtHome() {
    HttpResponse<byte[]> answer = plan().withoutHelper(MIDDLE).execute(pixels);

    assertExact(answer);
    assertThat(Cluster.runs(answer).get(MIDDLE).state()).isEqualTo("home");
    assertThat(relay(0).calls).anyMatch(call -> call.endsWith("/rows/2-1"));
  }

  /**
   * After its rows for both neighbours have left it; it is as good as dead then. Only that it is
   * over still reaches the worker itself, so that it keeps no lane from later tests.
   */
  private void diesWhenItsRowsAreOut() {
    CountDownLatch dead = new CountDownLatch(1);
    relay(MIDDLE)
        .rule(call -> {
          if (call.line().startsWith("POST /v1/parts")) {
            Thread.startVirtualThread(() -> forward(call));
            Await.until(
                "its rows are out",
                () ->
                    relay(0).calls.stream().anyMatch(line -> line.endsWith("cuts/1/rows/1-0"))
                        && relay(NEIGHBOUR).calls.stream()
                            .anyMatch(line -> line.endsWith("cuts/1/rows/1-2")));
            dead.countDown();
          }
          if (call.line().startsWith("DELETE")) {
            forward(call);
          }
          dead.await();
          call.breakOff();
        });
  }

  private static void forward(Relay.Call call) {
    try {
      call.forward();
    } catch (IOException | InterruptedException over) {
      // Nobody waits for it.
    }
  }

  private Cluster.Plan joining() {
    return cluster.plan(Cluster.joined(cluster.strips(SIDE, Shares.equal(3), 3, 18)));
  }
}
