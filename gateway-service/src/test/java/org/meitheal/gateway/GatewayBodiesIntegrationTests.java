package org.meitheal.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole gateway over real HTTP: bodies pass as they come, up to their limit. */
class GatewayBodiesIntegrationTests extends GatewayTestBase {
  @Test
  void passesABinaryTensorBothWaysUnchanged() throws Exception {
    byte[] body = new byte[600_000];
    new java.util.Random(1).nextBytes(body);

    HttpResponse<byte[]> answer =
        client.send(
            get("/v2/models/m/infer")
                .header("Inference-Header-Content-Length", "123")
                .header("Meitheal-Deadline-Ms", "250")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Inference-Header-Content-Length")).hasValue("7");
    FakeUpstream.Asked asked = asked(SCHEDULER);
    assertThat(asked.body()).isEqualTo(body);
    assertThat(asked.header("Inference-Header-Content-Length")).isEqualTo("123");
    assertThat(asked.header("Content-Length")).isEqualTo("600000");
    assertThat(asked.header("Content-Type")).isNull();
    assertThat(asked.header("Meitheal-Deadline-Ms")).isEqualTo("250");
  }

  @Test
  void refusesALargeBodyByItsLengthBeforeReadingIt() throws Exception {
    String head =
        "POST /v2/models/m/infer HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";

    String answer = raw(head);

    assertThat(answer).startsWith("HTTP/1.1 413").contains("{\"error\":\"");
    assertThat(SCHEDULER.asked).isEmpty();
  }

  @Test
  void refusesALargeBodyOfAClientThatJustSendsIt() throws Exception {
    HttpResponse<String> answer =
        send(get("/v1/models/m/classify").POST(BodyPublishers.ofByteArray(new byte[8_000_000])));

    assertIsProblem(answer, 413, "body-too-large", false);
  }

  @Test
  void breaksAChunkedBodyOffAtTheLimit() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    SCHEDULER.answer =
        exchange -> {
          Throwable end = catchThrowable(() -> exchange.getRequestBody().transferTo(nullOutput()));
          if (end instanceof IOException) {
            brokenOff.countDown();
          }
        };

    HttpResponse<String> answer =
        send(
            get("/v2/models/m/infer")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[3_000_000]))));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertIsInferenceError(answer);
    assertThat(brokenOff.await(30, TimeUnit.SECONDS)).isTrue();
    SCHEDULER.reset();
    assertThat(send(get("/v2")).statusCode()).isEqualTo(200);
  }

  @Test
  void passesAChunkedBodyUnderTheLimit() throws Exception {
    HttpResponse<String> answer =
        send(
            get("/v2/models/m/infer")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[900_000]))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(asked(SCHEDULER).body()).hasSize(900_000);
  }

  @Test
  void passesTheFirstHalfOfABodyBeforeTheSecondIsThere() throws Exception {
    CountDownLatch firstHalfArrived = new CountDownLatch(1);
    SCHEDULER.answer =
        exchange -> {
          exchange.getRequestBody().readNBytes(100_000);
          firstHalfArrived.countDown();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
        };
    PipedOutputStream body = new PipedOutputStream();
    InputStream source = new PipedInputStream(body, 300_000);
    body.write(new byte[100_000]);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            get("/v2/models/m/infer").POST(BodyPublishers.ofInputStream(() -> source)).build(),
            BodyHandlers.ofString());

    body.flush();
    // The JDK's client reads ahead: some more bytes make it send what it has.
    body.write(new byte[100_000]);
    assertThat(firstHalfArrived.await(30, TimeUnit.SECONDS)).isTrue();
    body.close();
    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void passesAFormWithAPhotoToTheDashboardAsItComesAndHoldsItToTheLimit() throws Exception {
    CountDownLatch beginArrived = new CountDownLatch(1);
    DASHBOARD.answer =
        exchange -> {
          exchange.getRequestBody().readNBytes(100_000);
          beginArrived.countDown();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
        };
    PipedOutputStream body = new PipedOutputStream();
    InputStream source = new PipedInputStream(body, 300_000);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            get("/dashboard/try")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofInputStream(() -> source))
                .build(),
            BodyHandlers.ofString());

    body.write(new byte[200_000]);
    assertThat(beginArrived.await(30, TimeUnit.SECONDS)).isTrue();
    body.close();
    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(
            send(get("/dashboard/try").POST(BodyPublishers.ofByteArray(new byte[1_100_000])))
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void passesEventsOnOneByOne() throws Exception {
    ArrayBlockingQueue<String> events = new ArrayBlockingQueue<>(1);
    SCHEDULER.answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 3; i++) {
            exchange.getResponseBody().write(take(events).getBytes(UTF_8));
            exchange.getResponseBody().flush();
          }
        };
    LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    HttpResponse<Stream<String>> answer = null;
    CompletableFuture<HttpResponse<Stream<String>>> pending =
        client.sendAsync(get("/v1/decisions/watch").build(), BodyHandlers.ofLines());
    events.put("data: 0\n\n");
    answer = pending.get(30, TimeUnit.SECONDS);
    Stream<String> lines = answer.body();
    Thread reader = Thread.ofVirtual().start(() -> lines.forEach(seen::add));

    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("data: 0");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEmpty();
    events.put("data: 1\n\n");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("data: 1");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEmpty();
    events.put("data: 2\n\n");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("data: 2");
    reader.join(Duration.ofSeconds(60));
  }
}
