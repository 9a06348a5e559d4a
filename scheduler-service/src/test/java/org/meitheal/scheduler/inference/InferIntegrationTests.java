package org.meitheal.scheduler.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.protocol.identity.Role;
import org.meitheal.scheduler.testing.FakeWorker;
import org.meitheal.scheduler.testing.SchedulerDatabaseTest;
import tools.jackson.databind.JsonNode;

class InferIntegrationTests extends SchedulerDatabaseTest {
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

  @Test
  void jsonGoesToTheLeadUnchangedAndComesBackWithAReceipt() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    String body = inferRequest("{\"deadline_ms\":5000}");

    Answer answer = post(INFER, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(worker.received().getFirst().body()).asString().isEqualTo(body);
    assertThat(worker.received().getFirst().plan().task()).isEqualTo(Task.INFER);
    JsonNode receipt = answer.json().path("parameters");
    assertThat(receipt.path("devices").asString()).isEqualTo("cloud-1");
    assertThat(receipt.path("placement").asString()).isEqualTo("cloud");
    assertThat(receipt.path("attempts").asInt()).isEqualTo(1);
    assertThat(receipt.path("deadline_met").asBoolean()).isTrue();
    assertThat(receipt.path("actual_ms").asDouble()).isPositive();
    assertThat(answer.json().path("id").asString()).isEqualTo("7");
    assertThat(answer.header("Meitheal-Decision"))
        .isEqualTo(receipt.path("decision_id").asString());
  }

  @Test
  void binaryPassesUntouchedWithoutAContentType() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    worker.behave(FakeWorker.answeringBinary());
    byte[] json = binaryHead(12_288);
    byte[] body = Arrays.copyOf(json, json.length + 12_288);
    Arrays.fill(body, json.length, body.length, (byte) 42);

    Answer answer =
        send(
            request(INFER)
                .header(HEADER_LENGTH, String.valueOf(json.length))
                .POST(BodyPublishers.ofByteArray(body)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(worker.received().getFirst().body()).isEqualTo(body);
    assertThat(worker.received().getFirst().headerLength()).isEqualTo("" + json.length);
    assertThat(worker.received().getFirst().plan().maxBytes()).isEqualTo(body.length);
    int head = Integer.parseInt(answer.header(HEADER_LENGTH));
    assertThat(answer.text().substring(head)).isEqualTo("abcdefghijkl");
    assertThat(answer.text().substring(0, head)).contains("\"decision_id\"");
  }

  @Test
  void gzipIsInflatedOnTheWay() throws Exception {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    String body = inferRequest("{}");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }

    Answer answer =
        send(
            request(INFER)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(worker.received().getFirst().body()).asString().isEqualTo(body);
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsPlanned() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    String decisions =
        get("/v1/decisions?limit=1").json().path("items").path(0).path("id").asString();

    assertError(post(INFER, "{\"inputs\":["), 400);
    assertError(post(INFER, inferRequest("{}").replace("\"image\"", "\"photo\"")), 400);
    assertError(post(INFER, inferRequest("{}").replace("[1,3,32,32]", "[1,3,32,33]")), 400);
    assertError(post(INFER, inferRequest("{}").replace("[1,3,32,32]", "[1,4,32,24]")), 400);
    assertError(post(INFER, inferRequest("{}").replace("FP32", "INT64")), 400);
    assertError(post(INFER, inferRequest("{\"objective\":\"cheap\"}")), 400);
    assertError(post(INFER, inferRequest("{}"), HEADER_LENGTH, "99999"), 400);
    assertError(post(INFER, inferRequest("{}"), "Content-Encoding", "br"), 415);
    assertError(post("/v2/models/none/infer", inferRequest("{}")), 404);
    assertError(post("/v2/models/" + MODEL + "/versions/9/infer", inferRequest("{}")), 404);
    assertError(post(INFER, "x".repeat(3 << 20)), 413);
    assertError(
        send(request(INFER).setHeader("Authorization", "Bearer x").POST(BodyPublishers.noBody())),
        401);

    assertThat(worker.received()).isEmpty();
    assertThat(get("/v1/decisions?limit=1").json().path("items").path(0).path("id").asString())
        .isEqualTo(decisions);
    assertThat(post(INFER, inferRequest("{}")).status()).isEqualTo(200);
  }

  @Test
  void aPhotoIsClassifiedWithTheSameReceipt() {
    FakeWorker worker = worker("edge-1", Tier.EDGE);

    Answer answer = post(CLASSIFY, "as if it were a JPEG", "Content-Type", "image/jpeg");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(worker.received().getFirst().plan().task()).isEqualTo(Task.CLASSIFY);
    assertThat(answer.json().path("labels").path(0).path("label").asString()).isEqualTo("espresso");
    assertThat(answer.json().path("receipt").path("placement").asString()).isEqualTo("edge");
  }

  @Test
  void anOperatorMayClassifyInTheOwnNameAndAViewerMayNot() {
    FakeWorker worker = worker("edge-1", Tier.EDGE);

    Answer answer = send(as(Role.OPERATOR, CLASSIFY).POST(BodyPublishers.ofString("a JPEG")));
    Answer refused = send(as(Role.VIEWER, CLASSIFY).POST(BodyPublishers.ofString("a JPEG")));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(decision(answer.header("Meitheal-Decision")).client()).isEqualTo("someone");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(worker.received()).hasSize(1);
  }

  @Test
  void errorsOutsideOipAreProblems() {
    worker("edge-1", Tier.EDGE)
        .behave(FakeWorker.failing(400, "photo-too-large", "50000 x 50000 pixels are too many"));

    Answer answer = post(CLASSIFY, "as if it were a PNG");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("code").asString()).isEqualTo("photo-too-large");
    assertThat(answer.json().path("detail").asString()).contains("50000");
    assertThat(post("/v1/models/none/classify", "x").status()).isEqualTo(404);
    assertThat(post(CLASSIFY, "").status()).isEqualTo(400);
  }

  @Test
  void anIdempotencyKeyRunsARequestOnce() {
    FakeWorker worker = worker("cloud-1", Tier.CLOUD);
    String body = inferRequest("{}");

    Answer first = post(INFER, body, "Idempotency-Key", "order-1");
    Answer again = post(INFER, body, "Idempotency-Key", "order-1");

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(worker.received()).hasSize(1);
    assertError(post(INFER, inferRequest("{\"priority\":1}"), "Idempotency-Key", "order-1"), 422);
    assertError(post(INFER, body, "Idempotency-Key", " "), 400);
  }

  @Test
  void metadataTellsWhatUnchangedClientsAskFor() {
    assertThat(get("/v2").json().path("extensions").size()).isPositive();
    assertThat(get("/v2/health/live").json().path("live").asBoolean()).isTrue();
    Answer notReady = get("/v2/models/" + MODEL + "/ready");
    assertError(notReady, 503);
    assertThat(notReady.header("Retry-After")).isEqualTo("1");

    worker("cloud-1", Tier.CLOUD);

    assertThat(get("/v2/health/ready").json().path("ready").asBoolean()).isTrue();
    assertThat(get("/v2/models/" + MODEL + "/versions/1/ready").status()).isEqualTo(200);
    assertThat(get("/v2/models/" + MODEL).json().path("inputs").path(0).path("name").asString())
        .isEqualTo("image");
    assertThat(get("/v2/models/" + MODEL + "/config").json().path("max_batch_size").asInt())
        .isZero();
    assertThat(get("/v2/models/stats").json().path("model_stats").size()).isEqualTo(1);
    assertThat(post("/v2/repository/index", "").json().path(0).path("state").asString())
        .isEqualTo("READY");
    assertError(post("/v2/repository/models/" + MODEL + "/load", "{}"), 403);
    assertError(get("/v2/nothing"), 404);
    assertError(get(INFER), 405);
  }

  private static byte[] binaryHead(int bytes) {
    return """
    {"inputs":[{"name":"image","datatype":"FP32","shape":[1,3,32,32],\
    "parameters":{"binary_data_size":%d}}],"outputs":[{"name":"logits",\
    "parameters":{"binary_data":true}}]}\
    """
        .formatted(bytes)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void assertError(Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().propertyNames()).containsExactly("error");
  }
}
