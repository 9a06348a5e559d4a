package org.meitheal.protocol.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingsTests {
  private final byte[] plain = Bodies.resource("binary-all.bin");

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "identity", "gzip", "GZIP", "x-gzip", "deflate"})
  void givesBackWhatWasEncoded(String encoding) throws IOException {
    byte[] encoded = encode(plain, encoding);

    assertThat(decode(encoded, encoding, plain.length)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, deflate"})
  void knowsNoOther(String encoding) {
    assertStatus(415, plain, encoding, 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "deflate"})
  void boundsWhatItInflates(String encoding) throws IOException {
    byte[] zeros = new byte[10_000_000];

    assertStatus(413, encode(zeros, encoding), encoding, 9_999_999);
    assertThat(decode(encode(zeros, encoding), encoding, 10_000_000)).hasSize(10_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void corruptOrTruncatedIsTheCallersFault(String encoding) throws IOException {
    byte[] encoded = encode(plain, encoding);
    for (int length = 0; length < encoded.length - 8; length++) {
      assertStatus(400, Arrays.copyOf(encoded, length), encoding, 1000);
    }
    assertStatus(400, plain, encoding, 1000);
  }

  @Test
  void tellsWhetherLengthsAreOfSomethingCompressed() {
    assertThat(ContentEncodings.isCompressed(null)).isFalse();
    assertThat(ContentEncodings.isCompressed("identity")).isFalse();
    assertThat(ContentEncodings.isCompressed("gzip")).isTrue();
  }

  private static void assertStatus(int status, byte[] body, String encoding, long limit) {
    assertThatExceptionOfType(OipException.class)
        .isThrownBy(() -> decode(body, encoding, limit))
        .matches(refused -> refused.status() == status, "status " + status);
  }

  private static byte[] decode(byte[] body, String encoding, long limit) throws IOException {
    return ContentEncodings.decode(new ByteArrayInputStream(body), encoding, limit).readAllBytes();
  }

  private static byte[] encode(byte[] plain, String encoding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (encoding == null ? "" : encoding.toLowerCase(java.util.Locale.ROOT)) {
          case "gzip", "x-gzip" -> new GZIPOutputStream(bytes);
          case "deflate" -> new DeflaterOutputStream(bytes);
          default -> bytes;
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
