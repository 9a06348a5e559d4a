package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferRequestReaderTests {
  private static final String INPUT =
      "{\"inputs\":[{\"name\":\"a\",\"shape\":[2,2],\"datatype\":\"%s\",\"data\":%s}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FP32 | [1,2.5,-3e2,0] | 0000803f00002040000096c300000000",
        "FP32 | [[1,2.5],[-3e2,0]] | 0000803f00002040000096c300000000",
        "FP32 | [NaN,Infinity,-Infinity,1e99] | 0000c07f0000807f000080ff0000807f",
        "UINT8 | [0,255,1,2] | 00ff0102",
        "INT8 | [-128,127,-1,0] | 807fff00",
        "UINT16 | [65535,1,0,2] | ffff010000000200",
        "UINT64 | [18446744073709551615,0,1,2] | ffffffffffffffff000000000000000001000000000000000200000000000000",
        "BOOL | [true,false,1,0] | 01000100",
        "BYTES | [\"a\",\"\",\"é\",\"bc\"] | 01000000610000000002000000c3a9020000006263"
      })
  void readsEveryFormOfData(String datatype, String data, String hex) {
    InputTensor tensor = Bodies.json(INPUT.formatted(datatype, data)).input("a");

    assertThat(java.util.HexFormat.of().formatHex(Bodies.bytes(tensor.data()))).isEqualTo(hex);
  }

  @Test
  void readsKeysInAnyOrder() {
    InferRequest request =
        Bodies.json(
            """
            {"outputs": null, "inputs": [
              {"data": [[1, 2], [3, 4.5]], "datatype": "FP32", "name": "a", "shape": [2, 2], "other": {"x": [1]}},
              {"data": ["x\\"y"], "name": "b", "shape": [1], "datatype": "BYTES"}
            ], "whatever": [[{}]], "parameters": {"deadline_ms": 5}, "id": "i"}
            """);

    assertThat(Bodies.bytes(request.input("a").data())).isEqualTo(Bodies.floats(1, 2, 3, 4.5f));
    assertThat(BytesElements.split("b", request.input("b").data()).getFirst())
        .asString(UTF_8)
        .isEqualTo("x\"y");
    assertThat(request.head().parameters()).containsEntry("deadline_ms", 5L);
    assertThat(request.head().id()).isEqualTo("i");
  }

  @Test
  void takesAHeaderOfTheWholeLengthAsJson() {
    byte[] body = INPUT.formatted("FP32", "[1,2,3,4]").getBytes(UTF_8);

    assertThat(Bodies.read(body, (long) body.length).inputs()).hasSize(1);
    assertThat(Bodies.read(body, (long) body.length, -1).inputs()).hasSize(1);
    assertThat(OipHeaders.headerLength("" + body.length, body.length)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "12,12", "-1,12", "13,12", "x,12"})
  void readsTheHeaderLength(String value, long contentLength) {
    if (value.equals("0")) {
      assertThat(OipHeaders.headerLength(value, contentLength)).isZero();
    } else if (value.equals("12")) {
      assertThat(OipHeaders.headerLength(value, contentLength)).isNull();
    } else {
      assertThatExceptionOfType(OipException.class)
          .isThrownBy(() -> OipHeaders.headerLength(value, contentLength));
    }
  }

  @Test
  void derivesTheShapeOfARawSquareImage() {
    byte[] raw = new byte[3 * 5 * 5 * 4];

    InferRequest request = Bodies.read(raw, 0L);

    assertThat(request.input("image").shape()).isEqualTo(List.of(1L, 3L, 5L, 5L));
    assertThat(Bodies.read(raw, 0L, -1).input("image").data().remaining()).isEqualTo(300);
    assertThat(request.head().binaryDataOutput()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2,3] | 24 | [2,3]",
        "[2,3] | 20 | ",
        "[-1,3] | 24 | [2,3]",
        "[-1,3] | 0 | ",
        "[-1,-1] | 24 | [1,6]",
        "[3,-1] | 24 | [3,2]",
        "[-1,3,-1,-1] | 48 | [1,3,2,2]",
        "[-1,3,-1,-1] | 96 | ",
        "[-1,3,-1,-1] | 47 | ",
        "[-1,-1,-1,-1] | 48 | "
      })
  void derivesARawShapeOnlyWhereItIsClear(String shape, int bytes, String expected)
      throws IOException {
    TensorMetadata input = new TensorMetadata("x", "FP32", longs(shape));
    InputStream body = new ByteArrayInputStream(new byte[bytes]);
    if (expected == null) {
      assertThatExceptionOfType(OipException.class)
          .isThrownBy(() -> new InferRequestReader(1000).read(body, 0L, bytes, input))
          .matches(refused -> refused.status() == 400);
    } else {
      assertThat(new InferRequestReader(1000).read(body, 0L, bytes, input).input("x").shape())
          .isEqualTo(longs(expected));
    }
  }

  @Test
  void refusesARawBodyForSeveralInputs() {
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(
            () -> new InferRequestReader(1000).read(InputStream.nullInputStream(), 0L, 0, null))
        .withMessageContaining("several");
  }

  @Test
  void growsForLargeTensorsAndKeepsThemInTheGivenKindOfBuffer() throws IOException {
    int bytes = 20 << 20;
    String json =
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[%d],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":%d}}]}"
            .formatted(bytes, bytes);
    byte[] tensor = new byte[bytes];
    new java.util.Random(1).nextBytes(tensor);
    byte[] body = Bodies.binary(json, tensor);

    InferRequest request =
        new InferRequestReader(64 << 20, ByteBuffer::allocateDirect)
            .read(new ByteArrayInputStream(body), (long) json.length(), body.length, null);

    ByteBuffer data = request.input("a").data();
    assertThat(data.isDirect()).isTrue();
    assertThat(data.mismatch(ByteBuffer.wrap(tensor))).isEqualTo(-1);
  }

  @Test
  void passesOnWhatTheStreamFailsWith() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    for (Long header : new Long[] {null, 5L, 0L}) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new InferRequestReader(1000).read(broken, header, 10, Bodies.IMAGE))
          .withMessage("gone");
    }
  }

  private static List<Long> longs(String shape) {
    return java.util.Arrays.stream(shape.replaceAll("[\\[\\]]", "").split(","))
        .map(Long::valueOf)
        .toList();
  }
}
