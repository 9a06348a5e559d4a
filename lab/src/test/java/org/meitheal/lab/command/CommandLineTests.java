package org.meitheal.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTests {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void explainsItselfAndEachCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("up", "status", "link", "worker", "load", "reset", "Exit codes");
    for (CommandLine command : CommandLineOfLab.create().getSubcommands().values()) {
      String help = command.getUsageMessage();
      assertThat(help).contains("Example", "Exit codes", "--help");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --devices many",
        "nonsense",
        "link a b --loss 100%",
        "link a b --rtt x",
        "worker device-1",
        "worker device-1 paint",
        "load --rate many",
        "load --rate 5 --stop",
        "bench",
        "simulate --trace w9",
        "simulate --policy magic",
        "simulate --setting mild",
        "experiment",
        "experiment --report x --seeds 0",
        "bench memory-growth --requests 3"
      })
  void refusesAWrongCommandLine(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void namesTheOptionAndSaysWhereToReadOn() {
    assertThat(run("up", "--gateway-port", "99999")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "meitheal: Invalid value for option '--gateway-port': '99999' is not a port; write"
                + " a number from 1 to 65534See ./meitheal up --help");
  }

  @Test
  void refusesToCutAndToHealAtOnce() {
    assertThat(run("link", "a", "b", "--cut", "--heal")).isEqualTo(2);
  }

  @Test
  void saysThatNoLabRuns() {
    assertThat(run("status", "--state-dir", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no lab runs").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "worker device-1 freeze", "load", "load --stop"})
  void needsALabThatRuns(String arguments) {
    String[] given = (arguments + " --state-dir " + folder).split(" ");
    assertThat(run(given)).isEqualTo(1);
    assertThat(err.toString()).contains("no lab runs");
  }

  @Test
  void resetLeavesAFolderAloneThatIsNotTheLabs() throws Exception {
    Files.writeString(folder.resolve("thesis.tex"), "years of work");
    assertThat(run("reset", "--state-dir", folder.toString())).isEqualTo(1);
    assertThat(folder.resolve("thesis.tex")).exists();
  }

  @Test
  void resetEmptiesTheStateFolder() throws Exception {
    Files.createDirectories(folder.resolve("logs"));
    Files.writeString(folder.resolve("logs/gateway.log"), "line");
    assertThat(run("reset", "--state-dir", folder.toString())).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"40ms,40", "1.5s,1500", "200us,0.2", "7,7"})
  void readsTimes(String text, double milliseconds) {
    assertThat(new Quantities.Milliseconds().convert(text)).isEqualTo(milliseconds);
  }

  @Test
  void readsPercentages() {
    assertThat(new Quantities.Percentage().convert("1%")).isEqualTo(0.01);
    assertThatThrownBy(() -> new Quantities.Percentage().convert("-1%"))
        .isInstanceOf(CommandLine.TypeConversionException.class);
  }

  private int run(String... arguments) {
    return CommandLineOfLab.create()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
