package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.execution.Receipt;

class OipAnswersTests {
  private static final Receipt RECEIPT =
      new Receipt("lab.1", "peer", "cam-2", 1, 51.25, 48.0, true, 2);
  private static final String FLAT =
      "\"decision_id\":\"lab.1\",\"placement\":\"peer\",\"devices\":\"cam-2\",\"parts\":1,"
          + "\"predicted_ms\":51.25,\"actual_ms\":48.0,\"deadline_met\":true,\"attempts\":2";

  @Test
  void putsTheReceiptBeforeTheOutputs() throws IOException {
    String json =
        "{\"model_name\":\"m\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"y\",\"data\":[0.1,1e-7,3,-0.0]}]}";

    assertThat(merge(json))
        .isEqualTo(
            "{\"model_name\":\"m\",\"model_version\":\"1\",\"parameters\":{"
                + FLAT
                + "},\"outputs\":[{\"name\":\"y\",\"data\":[0.1,1e-7,3,-0.0]}]}");
  }

  @Test
  void keepsOtherParametersAndReplacesItsOwn() throws IOException {
    assertThat(merge("{\"parameters\":{\"parts\":9,\"x\":\"y\"},\"outputs\":[]}"))
        .isEqualTo("{\"parameters\":{\"x\":\"y\"," + FLAT + "},\"outputs\":[]}");
  }

  @Test
  void worksWithoutOutputs() throws IOException {
    assertThat(merge("{}")).isEqualTo("{\"parameters\":{" + FLAT + "}}");
  }

  @Test
  void leavesTensorsUntouched() throws IOException {
    byte[] header = "{\"model_name\":\"m\",\"outputs\":[]}".getBytes(UTF_8);
    byte[] tensor = Bodies.floats(1, 2, Float.NaN);
    byte[] answer = Bodies.binary(new String(header, UTF_8), tensor);

    OipAnswers.WithReceipt merged =
        OipAnswers.withReceipt(
            new ByteArrayInputStream(answer), (long) header.length, answer.length, RECEIPT);
    byte[] written = written(merged);

    assertThat(written.length).isEqualTo((int) merged.contentLength());
    int newHeader = merged.headerLength().intValue();
    assertThat(new String(written, 0, newHeader, UTF_8)).contains(FLAT).endsWith("}");
    assertThat(Arrays.copyOfRange(written, newHeader, written.length)).isEqualTo(tensor);
  }

  @Test
  void streamsWhatIsTooLargeToHold() throws IOException {
    String json = "{\"outputs\":[" + "1.5,".repeat(500_000) + "2]}";

    OipAnswers.WithReceipt merged =
        OipAnswers.withReceipt(
            new ByteArrayInputStream(json.getBytes(UTF_8)), null, json.length(), RECEIPT);

    assertThat(merged.contentLength()).isEqualTo(-1);
    assertThat(new String(written(merged), UTF_8))
        .isEqualTo("{\"parameters\":{" + FLAT + "}," + json.substring(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"parameters\":1}", "{} x", "nonsense"})
  void aMalformedAnswerIsABadGateway(String json) {
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(() -> merge(json))
        .matches(refused -> refused.status() == 502);
    byte[] bytes = json.getBytes(UTF_8);
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(() ->
            OipAnswers.withReceipt(
                new ByteArrayInputStream(bytes), (long) bytes.length, -1, RECEIPT));
  }

  private static String merge(String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    OipAnswers.WithReceipt merged =
        OipAnswers.withReceipt(new ByteArrayInputStream(bytes), null, bytes.length, RECEIPT);
    byte[] written = written(merged);
    assertThat(merged.headerLength()).isNull();
    assertThat(written.length).isEqualTo((int) merged.contentLength());
    return new String(written, UTF_8);
  }

  private static byte[] written(OipAnswers.WithReceipt merged) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    merged.writeTo(out);
    return out.toByteArray();
  }
}
