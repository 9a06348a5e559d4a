package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InferResponseWriterTests {
  private final OutputTensor logits =
      new OutputTensor(
          "logits", DataType.FP32, List.of(1L, 2L), ByteBuffer.wrap(Bodies.floats(0.5f, -1)));
  private final OutputTensor top =
      new OutputTensor(
          "top", DataType.INT64, List.of(1L), Bodies.littleEndian(8).putLong(7).flip());
  private final InferResponse response =
      new InferResponse("m", "1", "i", Map.of("deadline_met", true), List.of(logits, top));

  @Test
  void writesAllOutputsAsJsonByDefault() {
    EncodedResponse written = InferResponseWriter.write(response, request(Map.of()));

    assertThat(written.headerLength()).isNull();
    assertThat(written.contentType()).isEqualTo("application/json");
    assertThat(json(written))
        .isEqualTo(
            "{\"model_name\":\"m\",\"model_version\":\"1\",\"id\":\"i\","
                + "\"parameters\":{\"deadline_met\":true},\"outputs\":["
                + "{\"name\":\"logits\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[0.5,-1.0]},"
                + "{\"name\":\"top\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[7]}]}");
    assertThat(written.contentLength()).isEqualTo(json(written).length());
  }

  @Test
  void letsTheOutputsOwnWordWin() throws IOException {
    EncodedResponse written =
        InferResponseWriter.write(
            response,
            request(
                Map.of("binary_data_output", true),
                new RequestedOutput("top", Map.of("binary_data", false)),
                new RequestedOutput("logits", Map.of("classification", 3L))));

    String json = json(written);
    assertThat(json)
        .endsWith(
            "\"outputs\":[{\"name\":\"top\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[7]},"
                + "{\"name\":\"logits\",\"datatype\":\"FP32\",\"shape\":[1,2],\"parameters\":{\"binary_data_size\":8}}]}");
    assertThat(written.headerLength()).isEqualTo(json.length());
    assertThat(written.tensors()).hasSize(1);
    assertThat(written.tensors().getFirst()).isSameAs(logits.data());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    written.writeTo(out);
    written.writeTo(out);
    assertThat(out.size()).isEqualTo(2 * (int) written.contentLength());
  }

  @Test
  void refusesOutputsThatItDoesNotHave() {
    assertRefused(request(Map.of(), new RequestedOutput("x", Map.of())), "no output 'x'");
    assertRefused(
        request(
            Map.of(), new RequestedOutput("top", Map.of()), new RequestedOutput("top", Map.of())),
        "twice");
    assertRefused(
        request(Map.of(), new RequestedOutput("top", Map.of("binary_data", "yes"))), "binary_data");
    assertRefused(request(Map.of("binary_data_output", 1L)), "binary_data_output");
  }

  @Test
  void refusesJsonForWhatHasNone() {
    OutputTensor half =
        new OutputTensor("half", DataType.FP16, List.of(1L), ByteBuffer.allocate(2));
    OutputTensor nan =
        new OutputTensor(
            "nan", DataType.FP32, List.of(1L), ByteBuffer.wrap(Bodies.floats(Float.NaN)));
    for (OutputTensor output : List.of(half, nan)) {
      InferResponse one = new InferResponse("m", "1", null, Map.of(), List.of(output));
      assertThatExceptionOfType(OipException.class)
          .isThrownBy(() -> InferResponseWriter.write(one, request(Map.of())))
          .withMessageContaining("binary_data");
      assertThat(InferResponseWriter.write(one, request(Map.of("binary_data_output", true))))
          .isNotNull();
    }
  }

  @Test
  void holdsTensorsToTheirShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OutputTensor("x", DataType.FP32, List.of(2L), ByteBuffer.allocate(4)));
  }

  private void assertRefused(InferHead request, String why) {
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(() -> InferResponseWriter.write(response, request))
        .matches(refused -> refused.status() == 400)
        .withMessageContaining(why);
  }

  private static InferHead request(Map<String, Object> parameters, RequestedOutput... outputs) {
    return new InferHead(null, parameters, List.of(), List.of(outputs));
  }

  private static String json(EncodedResponse written) {
    return new String(Bodies.bytes(written.json()), UTF_8);
  }
}
