package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;
import tools.jackson.databind.JsonNode;

/** Bad input at {@code /v2}: the status of the protocol, and exactly {@code {"error": …}}. */
class OipErrorsIntegrationTests {
  private static final String INFER = "/v2/models/efficientnet-lite0/infer";

  private final RunningWorker worker = RunningWorker.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"inputs\":[]}",
        "{\"inputs\":[{\"name\":\"other\",\"shape\":[1,3,32,32],\"datatype\":\"UINT8\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,3,32,32],\"datatype\":\"UINT8\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,3],\"datatype\":\"UINT8\",\"data\":[1,2,3]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"INT32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[0,3,32,32],\"datatype\":\"UINT8\",\"data\":[]}]}"
      })
  void malformedRequestsAre400(String json) {
    assertError(worker.post(INFER, json.getBytes(StandardCharsets.UTF_8)), 400);
  }

  @ParameterizedTest
  @CsvSource({"1, 31, 32", "1, 32, 31", "1, 4097, 32", "1, 32, 5000"})
  void sizesBeyondTheManifestAre400(int items, int height, int width) {
    byte[] pixels = new byte[items * 3 * height * width];

    assertError(worker.post(INFER, Tensors.binary("UINT8", pixels, items, height, width)), 400);
  }

  @Test
  void wrongLengthsAre400() {
    byte[] pixels = Tensors.pixels(1, 1, 32, 32);
    Tensors.Binary whole = Tensors.binary("UINT8", pixels, 1, 32, 32);
    byte[] cut = java.util.Arrays.copyOf(whole.body(), whole.body().length - 10);

    assertError(worker.post(INFER, new Tensors.Binary(cut, whole.headerLength())), 400);
    assertError(worker.post(INFER, new Tensors.Binary(whole.body(), 1_000_000)), 400);
    assertError(worker.post(INFER, new Tensors.Binary(whole.body(), 7)), 400);
    assertError(worker.post(INFER, new Tensors.Binary(whole.body(), -1)), 400);
    assertError(worker.post(INFER, new Tensors.Binary(new byte[0], 0)), 400);
    assertError(worker.post(INFER, Tensors.binary("FP32", pixels, 1, 32, 32)), 400);
    assertError(worker.post(INFER, Tensors.binary("FP16", pixels, 1, 16, 32)), 400);
  }

  @Test
  void twiceTheSameInputAndUnknownOutputsAre400() {
    String input = "{\"name\":\"image\",\"shape\":[1],\"datatype\":\"UINT8\",\"data\":[1]}";
    byte[] twice = ("{\"inputs\":[" + input + "," + input + "]}").getBytes(StandardCharsets.UTF_8);
    byte[] pixels = Tensors.pixels(1, 1, 32, 32);
    String json = new String(Tensors.json(pixels, 1, 32, 32), StandardCharsets.UTF_8);
    String unknown = json.replace("{\"id\"", "{\"outputs\":[{\"name\":\"nothing\"}],\"id\"");

    assertError(worker.post(INFER, twice), 400);
    assertError(worker.post(INFER, unknown.getBytes(StandardCharsets.UTF_8)), 400);
  }

  @Test
  void bodiesThatAreTooLargeAre413AndTheNextRequestIsFine() {
    HttpResponse<byte[]> answer =
        worker.send(
            worker
                .request(INFER)
                .header("Inference-Header-Content-Length", "0")
                .POST(BodyPublishers.ofByteArray(new byte[(64 << 20) + 1])));

    assertError(answer, 413);
    assertThat(worker.get("/v2/models/efficientnet-lite0").statusCode()).isEqualTo(200);
  }

  @Test
  void encodings() {
    assertError(encoded("br", new byte[4]), 415);
    assertError(encoded("gzip", new byte[] {1, 2, 3, 4}), 400);
    assertError(encoded("deflate", new byte[] {1, 2, 3, 4}), 400);
  }

  @Test
  void unknownThingsAre404() {
    assertError(worker.post("/v2/models/unknown/infer", new byte[2]), 404);
    assertError(worker.post("/v2/models/efficientnet-lite0/versions/9/infer", new byte[2]), 404);
    assertError(worker.get("/v2/models/unknown"), 404);
    assertError(worker.get("/v2/models/unknown/ready"), 404);
    assertError(worker.get("/v2/nowhere"), 404);
    assertError(worker.get("/v2/models/efficientnet-lite0/nothing"), 404);
  }

  @Test
  void methodsAre405() {
    assertError(worker.get(INFER), 405);
    assertError(worker.post("/v2/health/live", new byte[0]), 405);
  }

  @Test
  void credentials() {
    HttpRequest.Builder nobody = worker.anonymous(INFER).POST(BodyPublishers.noBody());
    HttpRequest.Builder forged =
        worker
            .anonymous(INFER)
            .header("Authorization", "Bearer a.b.c")
            .POST(BodyPublishers.noBody());
    HttpRequest.Builder viewer =
        worker
            .anonymous(INFER)
            .header("Authorization", "Bearer " + worker.registry.token(Role.VIEWER))
            .POST(BodyPublishers.noBody());

    assertError(worker.send(nobody), 401);
    assertError(worker.send(forged), 401);
    assertError(worker.send(viewer), 403);
    assertError(worker.post("/v2/repository/index", new byte[0]), 403);
  }

  @Test
  void deadlinesThatCannotBeMet() {
    byte[] pixels = Tensors.pixels(1, 1, 1024, 1024);
    String header =
        """
        {"inputs":[{"name":"image","shape":[1,3,1024,1024],"datatype":"UINT8",\
        "parameters":{"binary_data_size":%d}}],"parameters":{"deadline_ms":20}}\
        """
            .formatted(pixels.length);
    HttpResponse<byte[]> answer = worker.post(INFER, Tensors.binary(header, pixels));

    assertError(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Meitheal-Error-Code")).contains("no-capacity");
  }

  private HttpResponse<byte[]> encoded(String encoding, byte[] body) {
    return worker.send(
        worker
            .request(INFER)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  static void assertError(HttpResponse<byte[]> answer, int status) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode body = ProtocolJson.MAPPER.readTree(answer.body());
    assertThat(List.copyOf(body.propertyNames())).containsExactly("error");
    assertThat(body.get("error").asString()).isNotBlank().doesNotContain("Exception");
  }
}
