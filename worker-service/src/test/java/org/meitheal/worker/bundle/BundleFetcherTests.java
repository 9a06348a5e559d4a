package org.meitheal.worker.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.BundleShelf;
import org.meitheal.protocol.model.Sha256;

class BundleFetcherTests {
  private static final int PIECE = 1 << 20;
  private static final byte[] STEM = noise(2 * PIECE + 5);
  private static final byte[] HEAD = noise(7);
  private static final byte[] LABELS = "cat\ndog\n".getBytes(UTF_8);
  private static final byte[] MANIFEST =
      """
      {"format":1,"name":"tiny","version":"1","platform":"pytorch_torchscript",
       "input":{"name":"image","datatype":"FP32","shape":[-1,3,-1,-1],"minimum_size":[8,8],"maximum_size":[64,64]},
       "output":{"name":"logits","datatype":"FP32","shape":[-1,2]},
       "preprocessing":{"size":16,"resize":"bilinear-short-side","crop":"centre"},
       "default_deadline_ms":100,"reference_size":[10,20],
       "segments":[
        {"name":"stem","file":"stem.pt","sha256":"%s","bytes":%d,"spatial":true,"in_channels":3,"out_channels":4,
         "stride":2,"kernel":3,"padding":{"top":0,"bottom":1,"left":0,"right":1},"layers":[
          {"kind":"convolution","kernel":3,"stride":2,"dilation":1,"padding":{"top":0,"bottom":1,"left":0,"right":1},
           "in_channels":3,"out_channels":4,"groups":1}],"residual":false,"multiply_adds":1000},
        {"name":"head","file":"head.pt","sha256":"%s","bytes":%d,"spatial":false,"in_channels":4,"out_channels":2,
         "multiply_adds":30}],
       "labels":{"file":"labels.txt","sha256":"%s"}}
      """
          .formatted(Sha256.of(STEM), STEM.length, Sha256.of(HEAD), HEAD.length, Sha256.of(LABELS))
          .getBytes(UTF_8);
  private static final String SHA = Sha256.of(MANIFEST);

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private FakeSource first;
  private FakeSource second;

  @BeforeEach
  void sources() {
    Map<String, byte[]> all =
        Map.of(
            SHA, MANIFEST, Sha256.of(STEM), STEM, Sha256.of(HEAD), HEAD, Sha256.of(LABELS), LABELS);
    first = new FakeSource("first", all);
    second = new FakeSource("second", all);
  }

  @Test
  void takesAllFromTheFirstThatHasIt() throws Exception {
    fetch(new FakeSource("empty", Map.of()), first, second);

    assertThat(Bundle.open(folder.resolve("tiny")).sha256()).isEqualTo(SHA);
    assertThat(second.offsets).isEmpty();
    assertThat(folder.resolve(".incoming/me")).isEmptyDirectory();
    fetch(); // it is there: nobody is asked
  }

  @Test
  void continuesAtAnotherSourceWhereOneBreaksOff() throws Exception {
    first.breaksFrom = PIECE;

    fetch(first, second);

    assertThat(second.offsets.getFirst()).isEqualTo(PIECE);
    assertThat(Bundle.open(folder.resolve("tiny")).sha256()).isEqualTo(SHA);
  }

  @Test
  void theNextTryContinuesWhereTheFirstEnded() throws Exception {
    first.breaksFrom = 2 * PIECE;
    refused(502, () -> fetch(first));
    assertThat(folder.resolve("tiny")).doesNotExist();
    assertThat(first.offsets).containsExactly(0L, (long) PIECE);

    fetch(second);

    assertThat(second.offsets.getFirst()).isEqualTo(2 * PIECE);
    assertThat(Bundle.open(folder.resolve("tiny")).sha256()).isEqualTo(SHA);
  }

  @Test
  void wrongBytesAreThrownAwayAndTheirSourceIsNotAskedAgain() throws Exception {
    first.wrong = true;

    fetch(first, second);

    assertThat(first.offsets).containsExactly(0L, (long) PIECE, 2L * PIECE);
    assertThat(Bundle.open(folder.resolve("tiny")).sha256()).isEqualTo(SHA);
  }

  @Test
  void wrongBytesAmongRightOnesDoNotGetThroughEither() throws Exception {
    first.wrong = true;
    first.breaksFrom = PIECE;

    fetch(first, second);

    assertThat(Bundle.open(folder.resolve("tiny")).sha256()).isEqualTo(SHA);
  }

  @Test
  void nothingIsLeftInPlaceWhereEverySourceIsWrong() {
    first.wrong = true;
    second.away = true;

    refused(502, () -> fetch(first, second));

    assertThat(folder.resolve("tiny")).doesNotExist();
  }

  @Test
  void saysWhyItCannotBeHad() throws IOException {
    refused(404, () -> fetch(new FakeSource("empty", Map.of())));
    refused(404, () -> fetch());
    refused(502, () -> fetch(new FakeSource("other", Map.of(SHA, HEAD))));
    refused(400, () -> fetcher(first).ensure("another", SHA));
    refused(400, () -> fetcher(first).ensure("tiny", "../" + SHA));
    refused(400, () -> fetcher(first).ensure("..", SHA));
    Files.createDirectories(folder.resolve("tiny"));
    refused(409, () -> fetch(first));
  }

  @Test
  void givesUpInTheEnd() {
    FakeSource slow =
        new FakeSource("slow", Map.of(SHA, MANIFEST, Sha256.of(STEM), STEM)) {
          @Override
          public Piece read(String bundle, String file, long from, int atMost)
              throws SourceException {
            nanos.addAndGet(Duration.ofMinutes(20).toNanos());
            return super.read(bundle, file, from, atMost);
          }
        };

    refused(504, () -> fetch(slow));
  }

  private static void refused(int status, ThrowingCallable call) {
    assertThatExceptionOfType(BundleFetchException.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(status));
  }

  private void fetch(BundleSource... sources) throws Exception {
    try (BundleFetcher fetcher = fetcher(sources)) {
      fetcher.ensure("tiny", SHA);
    }
  }

  private BundleFetcher fetcher(BundleSource... sources) {
    return new BundleFetcher(
        folder,
        folder.resolve(".incoming/me"),
        new BundleShelf(folder),
        () -> List.of(sources),
        Duration.ZERO,
        nanos::get);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
