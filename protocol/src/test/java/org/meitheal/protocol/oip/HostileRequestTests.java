package org.meitheal.protocol.oip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: an answer or an OipException, never anything else. */
class HostileRequestTests {
  private static final long HEADER = 143;

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @Test
  void truncationAtEveryByteIsTheCallersFault() {
    byte[] whole = Bodies.resource("binary-all.bin");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertStatus(400, cut, HEADER, length);
      assertStatus(400, cut, HEADER, -1);
      assertStatus(400, cut, HEADER, whole.length);
    }
  }

  @Test
  void truncatedJsonIsTheCallersFault() {
    byte[] whole = Bodies.resource("json.bin");
    for (int length = 0; length < whole.length; length++) {
      assertStatus(400, Arrays.copyOf(whole, length), null, length);
      assertStatus(400, Arrays.copyOf(whole, length), null, -1);
    }
  }

  @Test
  void surplusBytesAreTheCallersFault() {
    byte[] whole = Bodies.resource("binary-all.bin");
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);

    assertStatus(400, longer, HEADER, longer.length);
    assertStatus(400, longer, HEADER, -1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void garbageNeverGivesAnotherException(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      byte[] body = garbage(random);
      Long header = random.nextBoolean() ? null : (Long) (long) random.nextInt(body.length + 20);
      if (random.nextInt(10) == 0) {
        header = random.nextLong();
      }
      long contentLength = random.nextInt(3) == 0 ? -1 : body.length;
      try {
        Bodies.read(body, header, contentLength);
      } catch (OipException refused) {
        assertThat(refused.status()).isIn(400, 413);
      } catch (RuntimeException other) {
        fail("seed " + seed + ", round " + round + ": " + new String(body, UTF_8), other);
      }
      try {
        InferHeadReader.skim(body);
      } catch (OipException refused) {
        assertThat(refused.status()).isEqualTo(400);
      } catch (RuntimeException other) {
        fail("skim: seed " + seed + ", round " + round + ": " + new String(body, UTF_8), other);
      }
    }
  }

  /** Noise, or a request with some bytes changed. */
  private static byte[] garbage(Random random) {
    if (random.nextInt(5) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    String[] names = {"binary-all.bin", "json.bin", "mixed.bin"};
    byte[] body = Bodies.resource(names[random.nextInt(names.length)]);
    String alphabet = "{}[]\",:0123456789.-+eEtfnu \\\u0000\u00ff";
    for (int change = 0; change <= random.nextInt(6); change++) {
      body[random.nextInt(body.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
    }
    return body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"inputs\":[]}",
        "{\"inputs\":{}}",
        "{\"inputs\":[1]}",
        "{\"inputs\":[{}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\"}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":1}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[null]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[\"1\"]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[{}]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1,2]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[-1],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1.5],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[99999999999999999999],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[9223372036854775807,2],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[4611686018427387904],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP16\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FLOAT\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"UINT8\",\"data\":[256]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"UINT8\",\"data\":[1.5]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[9223372036854775808]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"UINT64\",\"data\":[18446744073709551616]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[2]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[3],\"datatype\":\"FP32\",\"data\":[[1,2],[3]]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":4}}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":4},\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":-4}}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"x\":[]},\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"parameters\":{\"shared_memory_region\":\"r\"}}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]},{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}],\"inputs\":[]}",
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]} x",
        "{\"id\":1,\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"parameters\":[],\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"outputs\":[{}],\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}"
      })
  void saysWhatIsWrong(String body) {
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(() -> Bodies.json(body))
        .matches(refused -> refused.status() == 400)
        .withMessageMatching("(?s).{8,}")
        .satisfies(refused -> assertThat(refused.error()).doesNotContain("jackson", "Exception"));
  }

  @Test
  void boundsDepth() {
    String deep = "[".repeat(10_000);
    assertStatus(400, ("{\"x\":" + deep).getBytes(UTF_8), null, -1);
    assertStatus(
        400,
        ("{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":" + deep)
            .getBytes(UTF_8),
        null,
        -1);
  }

  @Test
  void aShapeAllocatesNothingThatTheBodyCannotFill() {
    String huge =
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[500000000],\"datatype\":\"FP64\",\"data\":[1]}]}";
    byte[] body = huge.getBytes(UTF_8);
    assertStatus(400, body, null, body.length);
    assertStatus(400, body, null, -1);
  }

  @Test
  void overTheLimitIs413() {
    byte[] body = new byte[(int) Bodies.LIMIT + 1];
    Arrays.fill(body, (byte) ' ');

    assertStatus(413, body, null, body.length);
    assertStatus(413, body, null, -1);
    assertStatus(413, body, 0L, -1);
    String json =
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1048576],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":1048576}}]}";
    assertStatus(413, json.getBytes(UTF_8), (long) json.length(), -1);
  }

  @Test
  void headersOutOfBoundsAre400() {
    byte[] body = Bodies.resource("binary-all.bin");
    assertStatus(400, body, (long) body.length + 1, body.length);
    assertStatus(400, body, -5L, body.length);
    assertStatus(400, body, Long.MAX_VALUE, -1);
  }

  private static void assertStatus(int status, byte[] body, Long header, long contentLength) {
    assertThatExceptionOfType(OipException.class)
        .as("header %s, length %d of %d", header, body.length, contentLength)
        .isThrownBy(() -> Bodies.read(body, header, contentLength))
        .matches(refused -> refused.status() == status, "status " + status)
        .matches(refused -> !refused.error().isBlank());
  }
}
