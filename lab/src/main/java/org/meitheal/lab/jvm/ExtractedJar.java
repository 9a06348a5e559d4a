package org.meitheal.lab.jvm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meitheal.lab.program.LogTail;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.state.StateFolder;

/**
 * A service's jar unpacked, as it starts fastest. Kept by its content, so that an unchanged program
 * is unpacked once.
 */
public record ExtractedJar(String module, Path folder, Path jar) {
  private static final int PATIENCE_SECONDS = 120;

  /** Where the jar is or will be unpacked. */
  public static ExtractedJar of(ServiceJar jar, StateFolder state) throws IOException {
    Path folder = state.programs().resolve(jar.module() + "-" + jar.contentKey());
    return new ExtractedJar(
        jar.module(), folder, folder.resolve(jar.path().getFileName().toString()));
  }

  public boolean exists() {
    return Files.exists(folder);
  }

  /** Unpacks it, and drops what older builds of the same module left. */
  public void extract(ServiceJar from, StateFolder state) throws IOException, InterruptedException {
    Files.createDirectories(state.programs());
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
    deleteOthers();
    Path log = state.log("extract-" + module);
    Process tool =
        new ProcessBuilder(
                JavaBinary.path(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                from.path().toString(),
                "extract",
                "--force",
                "--destination",
                unfinished.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
      tool.toHandle().destroyForcibly();
      throw new ProgramFailedException(
          "cannot unpack " + from.path() + ": " + String.join("; ", LogTail.of(log, 5)));
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(log);
  }

  private void deleteOthers() throws IOException {
    try (DirectoryStream<Path> older =
        Files.newDirectoryStream(folder.getParent(), module + "-*")) {
      for (Path path : older) {
        new StateFolder(path).empty(List.of());
        Files.deleteIfExists(path);
      }
    }
  }
}
