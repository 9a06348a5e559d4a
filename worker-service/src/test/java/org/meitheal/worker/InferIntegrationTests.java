package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;
import org.meitheal.worker.support.Tensors.Binary;
import tools.jackson.databind.JsonNode;

/** Tensors at the worker's own door, with the real bundle. */
class InferIntegrationTests {
  private static final String INFER = "/v2/models/efficientnet-lite0/infer";
  private static final int SMALL = 64;

  private final RunningWorker worker = RunningWorker.shared();

  @Test
  void everyFormOfTheSamePixelsGivesTheSameLogits() throws IOException {
    byte[] pixels = Tensors.pixels(1, 1, SMALL, SMALL);
    byte[] floats = Tensors.asFloats(pixels);
    byte[] json = Tensors.json(pixels, 1, SMALL, SMALL);

    float[] uint8 = logits(worker.post(INFER, Tensors.binary("UINT8", pixels, 1, SMALL, SMALL)));

    assertThat(uint8).hasSize(1000);
    assertClose(logits(worker.post(INFER, Tensors.binary("FP32", floats, 1, SMALL, SMALL))), uint8);
    assertClose(jsonLogits(worker.post(INFER, json)), uint8);
    assertClose(jsonLogits(compressed("gzip", json)), uint8);
    assertClose(jsonLogits(compressed("deflate", json)), uint8);
    assertClose(logits(worker.post(INFER, new Binary(floats, 0))), uint8);
    assertClose(
        logits(
            worker.post(
                "/v2/models/efficientnet-lite0/versions/1/infer",
                Tensors.binary("UINT8", pixels, 1, SMALL, SMALL))),
        uint8);
  }

  @Test
  void aBatchIsItsItemsOneByOne() {
    byte[] pixels = Tensors.pixels(2, 3, SMALL, SMALL);
    float[] batch = logits(worker.post(INFER, Tensors.binary("UINT8", pixels, 3, SMALL, SMALL)));

    assertThat(batch).hasSize(3000);
    for (int item = 0; item < 3; item++) {
      int size = 3 * SMALL * SMALL;
      byte[] one = java.util.Arrays.copyOfRange(pixels, item * size, (item + 1) * size);
      assertClose(
          logits(worker.post(INFER, Tensors.binary("UINT8", one, 1, SMALL, SMALL))),
          java.util.Arrays.copyOfRange(batch, item * 1000, (item + 1) * 1000));
    }
  }

  /** More pixels than are run at once. */
  @Test
  void aLargeBatchIsRunInPieces() {
    byte[] pixels = Tensors.pixels(3, 5, 512, 512);
    float[] batch = logits(worker.post(INFER, Tensors.binary("UINT8", pixels, 5, 512, 512)));

    byte[] last = java.util.Arrays.copyOfRange(pixels, 4 * 3 * 512 * 512, pixels.length);
    assertClose(
        logits(worker.post(INFER, Tensors.binary("UINT8", last, 1, 512, 512))),
        java.util.Arrays.copyOfRange(batch, 4000, 5000));
  }

  @ParameterizedTest
  @CsvSource({"32, 32", "97, 131", "225, 641", "33, 500"})
  void oddSizesAreTaken(int height, int width) {
    byte[] pixels = Tensors.pixels(4, 1, height, width);

    assertThat(logits(worker.post(INFER, Tensors.binary("UINT8", pixels, 1, height, width))))
        .hasSize(1000)
        .doesNotContain(Float.NaN);
  }

  @Test
  void theAnswerHasTheProtocolsFormAndNothingMore() {
    byte[] json = Tensors.json(Tensors.pixels(5, 1, SMALL, SMALL), 1, SMALL, SMALL);
    HttpResponse<byte[]> answer = worker.post(INFER, json);

    JsonNode body = ProtocolJson.MAPPER.readTree(answer.body());
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("model_name", "model_version", "id", "parameters", "outputs");
    assertThat(body.get("id").asString()).isEqualTo("a-1");
    assertThat(body.get("parameters").get("devices").asString()).isEqualTo(RunningWorker.NAME);
    assertThat(body.get("parameters").get("parts").asInt()).isEqualTo(1);
    assertThat(body.get("outputs").get(0).propertyNames())
        .containsExactlyInAnyOrder("name", "datatype", "shape", "data");
    assertThat(answer.headers().firstValue("Inference-Header-Content-Length")).isEmpty();
  }

  private HttpResponse<byte[]> compressed(String encoding, byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        encoding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
      out.write(body);
    }
    return worker.send(
        worker
            .request(INFER)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
  }

  static float[] logits(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    int header =
        Integer.parseInt(
            answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    return Tensors.floats(answer.body(), header);
  }

  private static float[] jsonLogits(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    JsonNode data = ProtocolJson.MAPPER.readTree(answer.body()).get("outputs").get(0).get("data");
    float[] logits = new float[data.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = data.get(i).floatValue();
    }
    return logits;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
    }
  }
}
