package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies exactly as tritonclient 2's {@code _get_inference_request} made them. */
class TritonclientRequestTests {
  private static final long BINARY_HEADER = 143;
  private static final long MIXED_HEADER = 336;

  @Test
  void readsItsDefaultBinaryInAndOut() {
    InferRequest request = Bodies.read(Bodies.resource("binary-all.bin"), BINARY_HEADER);

    assertThat(request.head().binaryDataOutput()).isTrue();
    assertThat(request.head().outputs()).isEmpty();
    assertHalves(request.input("image"));
  }

  @Test
  void readsItsJson() {
    InferRequest request = Bodies.read(Bodies.resource("json.bin"), null);

    assertThat(request.head().id()).isEqualTo("7");
    assertThat(request.head().outputs())
        .singleElement()
        .satisfies(output -> assertThat(output.binaryData()).isFalse());
    RequestParameters parameters =
        RequestParameters.parse(request.head().parameters(), name -> null);
    assertThat(parameters.priority()).isEqualTo(1);
    assertThat(parameters.deadline()).isEqualTo(Duration.ofMillis(250));
    assertHalves(request.input("image"));
  }

  @Test
  void readsBytesBoolAndUint8() {
    InferRequest request = Bodies.read(Bodies.resource("mixed.bin"), MIXED_HEADER);

    assertThat(BytesElements.split("text", request.input("text").data()))
        .extracting(element -> new String(element, UTF_8))
        .containsExactly("a", "bc");
    assertThat(Bodies.bytes(request.input("image").data()))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(Bodies.bytes(request.input("flags").data())).containsExactly(1, 0);
  }

  @Test
  void skimsTheSame() {
    InferHead json = InferHeadReader.skim(Bodies.resource("json.bin"));
    InferHead mixed = InferHeadReader.skim(Bodies.resource("mixed.bin"), 0, (int) MIXED_HEADER);

    assertThat(json.inputs())
        .singleElement()
        .satisfies(input -> {
          assertThat(input.hasData()).isTrue();
          assertThat(input.dataElements()).isEqualTo(24);
          input.requireSize();
        });
    assertThat(mixed.binaryBytes()).isEqualTo(25);
    mixed.requireLength(MIXED_HEADER, Bodies.resource("mixed.bin").length);
  }

  private static void assertHalves(InputTensor image) {
    assertThat(image.datatype()).isEqualTo(DataType.FP32);
    assertThat(image.shape()).isEqualTo(List.of(2L, 3L, 2L, 2L));
    ByteBuffer data = image.data();
    for (int index = 0; index < 24; index++) {
      assertThat(data.getFloat()).isEqualTo(index * 0.5f);
    }
    assertThat(data.hasRemaining()).isFalse();
  }
}
