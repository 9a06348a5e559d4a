package org.meitheal.lab.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabLockTests {
  @TempDir Path folder;

  @Test
  void keepsAnotherLabOutUntilItIsGivenBack() throws IOException {
    Path file = folder.resolve("lab.lock");
    String pid = Long.toString(ProcessHandle.current().pid());
    LabLock lock = LabLock.take(file);
    assertThatThrownBy(() -> LabLock.take(file))
        .isInstanceOf(LabRunningException.class)
        .hasMessageContaining("process " + pid);
    assertThat(file).hasContent(pid);
    lock.close();
    assertThat(file).doesNotExist();
    LabLock.take(file).close();
  }

  @Test
  void keepsOutALabInAnotherProcess() throws Exception {
    Path file = folder.resolve("lab.lock");
    LabLock lock = LabLock.take(file);
    assertThatThrownBy(() -> LabLock.take(file)).isInstanceOf(LabRunningException.class);
    assertThat(tryElsewhere(file)).isEqualTo("kept out");
    lock.close();
    assertThat(tryElsewhere(file)).isEqualTo("free");
  }

  /** Tries the operating system's lock in a process of its own. */
  private String tryElsewhere(Path file) throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("Try.java"),
            """
            void main(String[] arguments) throws Exception {
              var path = java.nio.file.Path.of(arguments[0]);
              try (var guard = java.nio.channels.FileChannel.open(
                  path, java.nio.file.StandardOpenOption.WRITE)) {
                System.out.print(guard.tryLock() == null ? "kept out" : "free");
              }
            }
            """);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, program.toString(), LabLock.guardOf(file).toString())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void takesOverTheLockOfALabThatIsDead() throws IOException {
    Path file = Files.writeString(folder.resolve("lab.lock"), "999999999");
    LabLock lock = LabLock.take(file);
    assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
    lock.close();
  }
}
