package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.identity.Role;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.Cluster;
import org.meitheal.worker.support.Relay;

/** Rows that come twice, late or not at all, and divisions that are ended on the way. */
@Timeout(240)
class TroubledExchangeIntegrationTests extends FailingMiddleFixture {
  @Test
  void rowsThatComeTwiceCountOnce() {
    for (Relay relay : cluster.relays) {
      relay.rule(call -> {
        HttpResponse<byte[]> first = call.forward();
        if (call.line().startsWith("PUT")) {
          assertThat(call.forward().statusCode()).isIn(204, 410);
        }
        call.answer(first);
      });
    }

    assertExact(plan().execute(pixels));
  }

  @Test
  void rowsThatABusyNeighbourRefusesAreSentAgain() {
    AtomicBoolean refused = new AtomicBoolean();
    relay(NEIGHBOUR)
        .rule(call -> {
          if (call.line().startsWith("PUT") && refused.compareAndSet(false, true)) {
            refuse(call);
          } else {
            call.pass();
          }
        });

    HttpResponse<byte[]> answer = plan().execute(pixels);

    assertExact(answer);
    assertThat(refused).isTrue();
    assertThat(Cluster.runs(answer)).allMatch(run -> run.state().equals("done"));
  }

  @Test
  void aPartWhoseRowsDoNotReachANeighbourIsRunAgain() {
    relay(0)
        .rule(call -> {
          if (call.line().endsWith("/rows/1-0")) {
            call.answer(500, new byte[0]);
          } else {
            call.pass();
          }
        });

    HttpResponse<byte[]> answer = plan().execute(pixels);

    assertExact(answer);
    PartRun run = Cluster.runs(answer).get(MIDDLE);
    assertThat(run.state()).isEqualTo("home");
    assertThat(run.why()).contains("502");
  }

  @Test
  void whatIsCancelledEndsEverywhere() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    relay(MIDDLE)
        .rule(
            onParts(call -> {
              asked.countDown();
              over.await();
              call.breakOff();
            }));
    Cluster.Plan plan = plan();
    CompletableFuture<HttpResponse<byte[]>> answer =
        CompletableFuture.supplyAsync(() -> plan.execute(pixels));
    asked.await();

    assertThat(cancel(plan.execution)).isEqualTo(204);

    assertThat(answer.join().statusCode()).isEqualTo(409);
    Await.until("told that it is over", () -> relay(NEIGHBOUR).heard("DELETE"));
    Await.until("nothing is kept", () -> cluster.hasEnded(plan));
    over.countDown();
  }

  @Test
  void aDeadlineThatPassesSaysSo() {
    CountDownLatch over = new CountDownLatch(1);
    relay(MIDDLE)
        .rule(
            onParts(call -> {
              over.await();
              call.breakOff();
            }));

    HttpResponse<byte[]> answer = plan().within(1_000).expecting(600).execute(pixels);

    over.countDown();
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(504);
  }

  private int cancel(String execution) {
    var worker = cluster.workers.get(0);
    return worker
        .send(
            worker
                .anonymous("/v1/executions/" + execution)
                .header("Authorization", "Bearer " + cluster.registry.token(Role.SERVICE))
                .DELETE())
        .statusCode();
  }
}
