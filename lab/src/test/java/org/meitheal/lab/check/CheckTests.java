package org.meitheal.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTests {
  @TempDir Path folder;

  @Test
  void isOkWhenNothingIsWrong() {
    CheckResult.Builder builder = new CheckResult.Builder("cloud-rtt").saw("took_ms", 1500);
    assertThat(builder.build().text()).isEqualTo("ok  cloud-rtt%n  took ms: 1500".formatted());
    CheckResult failed = builder.require(false, "it stayed").build();
    assertThat(failed.ok()).isFalse();
    assertThat(failed.text()).startsWith("NOT ok").contains("! it stayed");
  }

  @Test
  void findsStackTracesThatAreNew() throws Exception {
    Path log = Files.writeString(folder.resolve("gateway.log"), "Boom\n\tat a.B.c(B.java:1)\n");
    LogWatch watch = new LogWatch(folder);
    Files.writeString(log, "refused: it happened at home (ours)\n", StandardOpenOption.APPEND);
    assertThat(watch.stackTraces()).isEmpty();
    Files.writeString(log, "Boom\n\tat org.x.Y$Z.run(Y.java:7)\n", StandardOpenOption.APPEND);
    assertThat(watch.stackTraces()).singleElement().asString().contains("gateway.log", "Y$Z.run");
  }

  @Test
  void claimsToBeHuge() {
    ByteBuffer png = ByteBuffer.wrap(HugePng.bytes());
    assertThat(png.remaining()).isLessThan(10_000);
    assertThat(png.getInt(16)).isEqualTo(50_000);
    assertThat(png.getInt(20)).isEqualTo(50_000);
  }
}
