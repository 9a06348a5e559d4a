package org.meitheal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.worker.support.Await;
import org.meitheal.worker.support.RunningWorker;
import org.meitheal.worker.support.Tensors;
import tools.jackson.databind.JsonNode;

/** What this worker says of itself, and its operators' calls. */
class ServerIntegrationTests {
  private static final String MODEL = "/v2/models/efficientnet-lite0";

  private final RunningWorker worker = RunningWorker.shared();

  @Test
  void metadata() {
    assertThat(json("/v2").get("extensions").toString()).contains("binary_tensor_data");
    assertThat(json("/v2/").get("name").asString()).isEqualTo("meitheal-worker");
    assertThat(text("/v2/health/live")).isEqualTo("{\"live\":true}");
    assertThat(text("/v2/health/ready")).isEqualTo("{\"live\":true,\"ready\":true}");
    assertThat(text(MODEL + "/ready"))
        .isEqualTo("{\"name\":\"efficientnet-lite0\",\"ready\":true}");
    assertThat(text(MODEL))
        .isEqualTo(
            """
            {"name":"efficientnet-lite0","versions":["1"],"platform":"pytorch_torchscript",\
            "inputs":[{"name":"image","datatype":"FP32","shape":[-1,3,-1,-1]}],\
            "outputs":[{"name":"logits","datatype":"FP32","shape":[-1,1000]}]}\
            """);
    assertThat(text(MODEL + "/versions/1")).isEqualTo(text(MODEL));
    assertThat(json(MODEL + "/config").get("input").get(0).get("data_type").asString())
        .isEqualTo("TYPE_FP32");
  }

  @Test
  void statisticsCountItemsAndRuns() {
    JsonNode before = json(MODEL + "/stats").get("model_stats").get(0);
    worker.post(MODEL + "/infer", Tensors.binary("UINT8", Tensors.pixels(1, 2, 32, 32), 2, 32, 32));
    JsonNode after = json("/v2/models/stats").get("model_stats").get(0);

    assertThat(difference(before, after, "inference_count")).isEqualTo(2);
    assertThat(difference(before, after, "execution_count")).isEqualTo(1);
    JsonNode compute = after.get("inference_stats").get("compute_infer");
    assertThat(compute.get("ns").asLong()).isPositive();
    assertThat(after.get("last_inference").asLong()).isPositive();
  }

  @Test
  void probesAreOpenToAll() {
    assertThat(worker.send(worker.anonymous("/v1/probe").GET()).statusCode()).isEqualTo(204);
    assertThat(probe(1 << 20)).isEqualTo(204);
    assertThat(probe((1 << 20) + 1)).isEqualTo(413);
    assertThat(worker.send(worker.anonymous("/actuator/health/readiness").GET()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void heartbeatsCarryLanesModelsAndTheDevicesName() {
    Await.until(
        "a calibrated model in a heartbeat",
        () ->
            !worker.registry.heartbeats.isEmpty()
                && worker.registry.heartbeats.getLast().models().stream()
                    .anyMatch(Heartbeat.ModelState::ready));
    var beat = worker.registry.heartbeats.getLast();

    assertThat(beat.lanes()).hasSize(1);
    assertThat(beat.samples().from()).isEqualTo(RunningWorker.NAME);
    assertThat(beat.models())
        .singleElement()
        .satisfies(model -> {
          assertThat(model.ready()).isTrue();
          assertThat(model.nanosPerMultiplyAdd()).isBetween(0.005, 5.0);
          assertThat(model.sha256()).hasSize(64);
        });
  }

  @Test
  void operatorsLoadAndUnload(@org.junit.jupiter.api.io.TempDir Path models) throws IOException {
    copyBundle(models.resolve("efficientnet-lite0"));
    Path broken = models.resolve("broken");
    copyBundle(broken);
    try (RunningWorker own = RunningWorker.start("models-dir=" + models)) {
      assertThat(operator(own, "/v2/repository/index", "{}").body())
          .asString(StandardCharsets.UTF_8)
          .contains("\"name\":\"broken\",\"version\":\"\",\"state\":\"UNAVAILABLE\"")
          .contains("\"name\":\"efficientnet-lite0\",\"version\":\"1\",\"state\":\"READY\"");
      String unload = "/v2/repository/models/efficientnet-lite0/unload";
      assertThat(operator(own, unload, "").statusCode()).isEqualTo(200);
      OipErrorsIntegrationTests.assertError(own.get(MODEL), 404);
      OipErrorsIntegrationTests.assertError(own.get("/v2/models/broken"), 404);
      assertThat(operator(own, "/v2/repository/index", "{\"ready\":true}").body())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("[]");

      Files.writeString(models.resolve("efficientnet-lite0/labels.txt"), "changed");
      String load = "/v2/repository/models/efficientnet-lite0/load";
      OipErrorsIntegrationTests.assertError(operator(own, load, ""), 400);
      copyBundle(models.resolve("efficientnet-lite0"));
      assertThat(operator(own, load, "").statusCode()).isEqualTo(200);
      assertThat(own.get(MODEL).statusCode()).isEqualTo(200);
      for (String unknown : new String[] {"unknown", "..", "%2e%2e%2fsamples"}) {
        assertThat(operator(own, "/v2/repository/models/" + unknown + "/load", "").statusCode())
            .as(unknown)
            .isBetween(400, 404);
      }
    }
  }

  private static void copyBundle(Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(RunningWorker.MODELS.resolve("efficientnet-lite0"))) {
      for (Path file : files.toList()) {
        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  private static HttpResponse<byte[]> operator(RunningWorker worker, String path, String body) {
    return worker.send(
        worker
            .anonymous(path)
            .header("Authorization", "Bearer " + worker.registry.token(Role.OPERATOR))
            .POST(BodyPublishers.ofString(body)));
  }

  private int probe(int bytes) {
    return worker
        .send(worker.anonymous("/v1/probe").POST(BodyPublishers.ofByteArray(new byte[bytes])))
        .statusCode();
  }

  private static long difference(JsonNode before, JsonNode after, String count) {
    return after.get(count).asLong() - before.get(count).asLong();
  }

  private JsonNode json(String path) {
    return ProtocolJson.MAPPER.readTree(text(path));
  }

  private String text(String path) {
    HttpResponse<byte[]> answer = worker.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
