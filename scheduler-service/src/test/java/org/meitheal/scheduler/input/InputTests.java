package org.meitheal.scheduler.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.scheduler.input.InputStore.Bounds;

class InputTests {
  private static final long LIMIT = 4 << 20;

  private final InputStore store = new InputStore(new Bounds(1 << 20, 2 << 20, 8 << 20, 8 << 20));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 602_112, 3_000_000})
  void theSameBytesAreWrittenAgain(int length) throws IOException {
    byte[] body = random(length);
    try (Input input = store.open(trickling(body), length, LIMIT)) {
      assertThat(written(input)).isEqualTo(body);
      assertThat(input.isRepeatable()).isTrue();
      assertThat(written(input)).isEqualTo(body);
      assertThat(input.length()).isEqualTo(length);
    }
    assertThat(store.inMemory()).isZero();
  }

  @Test
  void theHeadIsReadAheadAndStillWritten() throws IOException {
    byte[] body = random(200_000);
    try (Input input = store.open(trickling(body), -1, LIMIT)) {
      assertThat(input.head(100)).isEqualTo(java.util.Arrays.copyOf(body, 100));
      assertThat(input.length()).isEqualTo(-1);
      assertThat(input.whole().readAllBytes()).isEqualTo(body);
      assertThat(input.length()).isEqualTo(body.length);
      assertThat(written(input)).isEqualTo(body);
    }
  }

  @Test
  void aLeadThatBreaksMidwayLeavesAllForTheNext() throws IOException {
    byte[] body = random(500_000);
    try (Input input = store.open(trickling(body), body.length, LIMIT)) {
      assertThatThrownBy(() -> input.writeTo(new Breaking(100_000)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(InputFailedException.class);
      assertThat(written(input)).isEqualTo(body);
    }
  }

  @Test
  void withoutRoomItIsPassedOnOnceAndNotKept() throws IOException {
    InputStore tiny = new InputStore(new Bounds(100_000, 100_000, 0, 0));
    byte[] body = random(300_000);
    try (Input input = tiny.open(trickling(body), body.length, LIMIT)) {
      assertThat(written(input)).isEqualTo(body);
      assertThat(input.isRepeatable()).isFalse();
      assertThatThrownBy(() -> written(input)).isInstanceOf(InputFailedException.class);
    }
    assertThat(tiny.inMemory()).isZero();
  }

  @Test
  void aBodyThatEndsEarlyIsTheClientsFault() {
    try (Input input = store.open(trickling(random(100)), 101, LIMIT)) {
      assertThatThrownBy(() -> written(input))
          .isInstanceOfSatisfying(
              InputFailedException.class, failed -> assertThat(failed.status()).isEqualTo(400))
          .hasMessageContaining("100 of 101");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    try (Input input = store.open(trickling(random(1_001)), -1, 1_000)) {
      assertThatThrownBy(input::readAll)
          .isInstanceOfSatisfying(
              InputFailedException.class, failed -> assertThat(failed.status()).isEqualTo(413));
    }
  }

  private static byte[] written(Input input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    input.writeTo(out);
    return out.toByteArray();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Gives a few bytes at a time, as a network does. */
  private static InputStream trickling(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 7_919));
      }

      @Override
      public synchronized int available() {
        return super.available() % 3 == 0 ? 0 : super.available();
      }
    };
  }

  private static final class Breaking extends OutputStream {
    private int left;

    Breaking(int left) {
      this.left = left;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("connection reset");
      }
    }
  }
}
