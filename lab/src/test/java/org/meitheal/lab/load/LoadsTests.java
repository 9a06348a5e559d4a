package org.meitheal.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.lab.client.FakeAnswers;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;

@Timeout(120)
class LoadsTests {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void lab() throws IOException {
    Files.createDirectories(folder.resolve("models/net"));
    Files.createDirectories(folder.resolve("models/unfinished"));
    Files.writeString(folder.resolve("models/net/model.json"), "{}");
    Files.createDirectories(folder.resolve("samples"));
    Files.writeString(folder.resolve("samples/cat.jpg"), "miaow");
    Files.writeString(folder.resolve("samples/README.md"), "no photo");
  }

  @Test
  void sendsEachRequestAndCountsHowItWent() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ConcurrentLinkedQueue<String> paths = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Map<String, String>> headers = new ConcurrentLinkedQueue<>();
    Loads loads =
        loads((path, body, given) -> {
          paths.add(path + " " + new String(body, java.nio.charset.StandardCharsets.UTF_8));
          headers.add(given);
          return switch (asked.incrementAndGet() % 5) {
            case 0 -> FakeAnswers.of(503, "{\"detail\":\"no capacity\"}");
            case 1 -> throw new IOException("connection refused");
            case 2 -> FakeAnswers.classified(false);
            default -> FakeAnswers.classified(true);
          };
        });

    assertThat(loads.status()).isNull();
    loads.start(new LoadOrder(50, 1, "net", "cat.jpg", 900, "latency", 1, "device-1"), "ada");
    LoadStatus over = await(loads, status -> !status.sending() && status.waiting() == 0);

    assertThat(over)
        .returns("ada", LoadStatus::who)
        .returns(NOW, LoadStatus::startedAt)
        .returns(50L, LoadStatus::sent)
        .returns(0L, LoadStatus::notSent)
        .returns(20L, LoadStatus::inTime)
        .returns(10L, LoadStatus::late)
        .returns(Map.of("503", 10L), LoadStatus::refused)
        .returns(10L, LoadStatus::failed);
    assertThat(over.p50Ms()).isNotNull().isLessThanOrEqualTo(over.p95Ms());
    assertThat(over.lastError()).isIn("503: {\"detail\":\"no capacity\"}", "connection refused");
    assertThat(paths).containsOnly("/v1/models/net/classify miaow");
    assertThat(headers)
        .containsOnly(
            Map.of(
                "Meitheal-Deadline-Ms",
                "900",
                "Meitheal-Objective",
                "latency",
                "Meitheal-Priority",
                "1",
                "Meitheal-Source",
                "device-1"));
  }

  @Test
  void sendsNoMoreThanMayWait() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Loads loads =
        loads((path, body, headers) -> {
          answered.await();
          return FakeAnswers.classified(true);
        });

    loads.start(order(50, 2), "ada");
    LoadStatus full = await(loads, status -> !status.sending());
    assertThat(full)
        .returns((long) Loads.MOST_WAITING, LoadStatus::sent)
        .returns(100L - Loads.MOST_WAITING, LoadStatus::notSent)
        .returns((long) Loads.MOST_WAITING, LoadStatus::waiting);

    loads.start(order(50, 1), "bob");
    LoadStatus next = await(loads, status -> !status.sending());
    assertThat(next).returns(0L, LoadStatus::sent).returns(50L, LoadStatus::notSent);
    answered.countDown();
  }

  @Test
  void isOneAtATimeAndCanBeStopped() throws Exception {
    Loads loads = loads((path, body, headers) -> FakeAnswers.classified(true));
    loads.start(order(50, 600), "ada");
    await(loads, status -> status.inTime() > 0);
    assertThatThrownBy(() -> loads.start(order(1, 1), "bob"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stop it first");

    loads.stop();
    LoadStatus stopped = await(loads, status -> !status.sending());
    assertThat(stopped.sent()).isLessThan(30_000);
    loads.stop();
    loads.start(order(50, 1), "bob");
    assertThat(loads.status()).returns("bob", LoadStatus::who);
  }

  @Test
  void countsAnAnswerThatIsNoneAsFailed() throws Exception {
    Loads loads = loads((path, body, headers) -> FakeAnswers.of(200, "<html>"));
    loads.start(order(1, 1), "ada");
    assertThat(await(loads, status -> status.failed() == 1).lastError()).isNotBlank();
  }

  @Test
  void knowsWhatALoadCanBeMadeOf() throws Exception {
    Loads loads = loads((path, body, headers) -> FakeAnswers.classified(true));
    assertThat(loads.choices().models()).containsExactly("net");
    assertThat(loads.choices().photos()).containsExactly("cat.jpg");
    assertThatThrownBy(
            () -> loads.start(new LoadOrder(1, 1, "net", "dog.jpg", null, null, null, null), "ada"))
        .hasMessage("there is no photo 'dog.jpg'; there are cat.jpg");
    assertThatThrownBy(
            () -> loads.start(new LoadOrder(1, 1, "x", "cat.jpg", null, null, null, null), "ada"))
        .hasMessage("there is no model 'x'; there are net");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, net, cat.jpg, 1, frugal, 0, a",
    "51, 1, net, cat.jpg, 1, frugal, 0, a",
    "NaN, 1, net, cat.jpg, 1, frugal, 0, a",
    "1, 0, net, cat.jpg, 1, frugal, 0, a",
    "1, 601, net, cat.jpg, 1, frugal, 0, a",
    "1, 1, ../net, cat.jpg, 1, frugal, 0, a",
    "1, 1, net, ../cat.jpg, 1, frugal, 0, a",
    "1, 1, net, cat.jpg, 0, frugal, 0, a",
    "1, 1, net, cat.jpg, 60001, frugal, 0, a",
    "1, 1, net, cat.jpg, 1, cheap, 0, a",
    "1, 1, net, cat.jpg, 1, frugal, -1, a",
    "1, 1, net, cat.jpg, 1, frugal, 0, 'a b'"
  })
  void refusesWhatIsOutOfBounds(
      double rate,
      int seconds,
      String model,
      String photo,
      int deadline,
      String objective,
      int priority,
      String source) {
    assertThatThrownBy(
            () -> new LoadOrder(rate, seconds, model, photo, deadline, objective, priority, source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Exception");
  }

  private static LoadOrder order(double rate, int seconds) {
    return new LoadOrder(rate, seconds, "net", "cat.jpg", null, null, null, null);
  }

  private Loads loads(Door door) {
    return new Loads(
        door, folder.resolve("models"), folder.resolve("samples"), InstantSource.fixed(NOW));
  }

  private static LoadStatus await(Loads loads, Predicate<LoadStatus> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      LoadStatus status = loads.status();
      if (status != null && condition.test(status)) {
        return status;
      }
      assertThat(System.nanoTime() - deadline).as("in time: %s", status).isNegative();
      Thread.sleep(5);
    }
  }
}
