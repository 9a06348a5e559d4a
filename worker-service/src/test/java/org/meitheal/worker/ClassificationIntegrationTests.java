package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.support.RunningWorker;
import tools.jackson.databind.JsonNode;

/** Photos at the worker's own door, with the real bundle. */
class ClassificationIntegrationTests {
  private static final String PATH = "/v1/models/efficientnet-lite0/classify";
  private final RunningWorker worker = RunningWorker.shared();

  @ParameterizedTest
  @ValueSource(strings = {"coffee.jpg", "cat.jpg"})
  void labelsAreThoseOfTheReference(String photo) throws IOException {
    List<Classification.Label> labels = classify(RunningWorker.sample(photo)).labels();

    JsonNode expected = golden(photo);
    assertThat(labels).hasSize(5);
    for (int i = 0; i < 3; i++) {
      assertThat(labels.get(i).label()).isEqualTo(expected.get(i).get("label").asString());
      assertThat(labels.get(i).score())
          .isCloseTo(expected.get(i).get("probability").asDouble(), within(0.01));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "coffee.png, espresso, 0.931",
    "coffee-rotated.jpg, espresso, 0.950",
    "tripod-grey.jpg, tripod, 0.942",
    "rocket.jpg, missile, 0.302"
  })
  void everyKindOfPhotoIsUnderstood(String photo, String label, double score) {
    Classification.Label best = classify(RunningWorker.sample(photo)).labels().getFirst();

    assertThat(best.label()).isEqualTo(label);
    assertThat(best.score()).isCloseTo(score, within(0.02));
  }

  @Test
  void anyContentTypeIsTaken() {
    for (String type : List.of("image/jpeg", "application/x-www-form-urlencoded", "text/plain")) {
      HttpResponse<byte[]> answer =
          worker.send(
              worker
                  .request(PATH)
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofByteArray(RunningWorker.sample("cat.jpg"))));

      assertThat(answer.statusCode()).as(type).isEqualTo(200);
    }
  }

  @Test
  void theReceiptSaysWhatItTook() {
    Classification answer = classify(RunningWorker.sample("cat.jpg"));

    assertThat(answer.receipt()).isNotNull();
    assertThat(answer.receipt().devices()).isEqualTo(RunningWorker.NAME);
    assertThat(answer.receipt().actualMs()).isPositive();
    assertThat(answer.receipt().decisionId()).isNull();
  }

  @Test
  void whatIsNoPhotoIsSaidSo() {
    assertProblem(worker.post(PATH, "hello".getBytes()), 400, "not-an-image");
    assertProblem(worker.post(PATH, new byte[0]), 400, "not-an-image");
    assertProblem(
        worker.post("/v1/models/unknown/classify", RunningWorker.sample("cat.jpg")),
        404,
        "unknown-model");
    assertProblem(
        worker.send(
            worker
                .request(PATH)
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofByteArray(new byte[10]))),
        415,
        "unsupported-media-type");
    assertProblem(
        worker.send(
            worker
                .request(PATH)
                .header("Meitheal-Deadline-Ms", "soon")
                .POST(BodyPublishers.ofByteArray(RunningWorker.sample("cat.jpg")))),
        400,
        "bad-request");
  }

  @Test
  void aDeadlineThatNoLaneCanMeetIsRefusedAtOnce() {
    HttpResponse<byte[]> answer =
        worker.send(
            worker
                .request(PATH)
                .header("Meitheal-Deadline-Ms", "0.5")
                .POST(BodyPublishers.ofByteArray(RunningWorker.sample("cat.jpg"))));

    assertThat(answer.statusCode()).isIn(503, 504);
    assertThat(answer.headers().firstValue("Meitheal-Error-Code"))
        .get()
        .isIn("no-capacity", "deadline-exceeded");
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
    JsonNode problem = ProtocolJson.MAPPER.readTree(answer.body());
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("retryable").isBoolean()).isTrue();
  }

  private Classification classify(byte[] photo) {
    HttpResponse<byte[]> answer = worker.post(PATH, photo);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return ProtocolJson.MAPPER.readValue(answer.body(), Classification.class);
  }

  private static JsonNode golden(String photo) throws IOException {
    JsonNode root =
        ProtocolJson.MAPPER.readTree(
            Files.readAllBytes(RunningWorker.MODELS.resolve("efficientnet-lite0/golden.json")));
    for (JsonNode entry : root.get("photos")) {
      if (entry.get("file").asString().equals(photo)) {
        return entry.get("top");
      }
    }
    throw new AssertionError("no reference for " + photo);
  }
}
