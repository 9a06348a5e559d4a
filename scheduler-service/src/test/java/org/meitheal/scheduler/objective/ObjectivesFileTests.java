package org.meitheal.scheduler.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.slo.Slo;

class ObjectivesFileTests {
  @TempDir Path folder;

  @Test
  void readsObjectives() throws IOException {
    Slo slo =
        ObjectivesFile.read(
                file("[{\"name\":\"a\",\"target\":0.9,\"deadline_ms\":250,\"window\":\"90m\"}]"))
            .getFirst();

    assertThat(slo.deadline()).isEqualTo(Duration.ofMillis(250));
    assertThat(slo.window()).isEqualTo(Duration.ofMinutes(90));
    assertThat(ObjectivesFile.read(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | no array of objectives",
        "{} | no array of objectives",
        "[{\"name\":\"a\",\"target\":0.9,\"typo\":1}] | typo",
        "[{\"target\":0.9}] | entry 1: name is missing",
        "[null] | entry 1: name is missing",
        "[{\"name\":\"a\",\"target\":7}] | entry 1: target must lie",
        "[{\"name\":\"a\",\"target\":0.9},{\"name\":\"a\",\"target\":0.9}] | entry 2: there is another",
        "[{\"name\":\"a\",\"target\":0.9,\"window\":\"1y\"}] | window must be"
      })
  void aMistakeIsNamed(String text, String why) throws IOException {
    Path file = file(text);

    assertThatIllegalStateException()
        .isThrownBy(() -> ObjectivesFile.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(why);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ObjectivesFile.read(folder.resolve("none.json")))
        .withMessageContaining("cannot be read");
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("objectives.json");
    Files.writeString(file, text);
    return file;
  }
}
