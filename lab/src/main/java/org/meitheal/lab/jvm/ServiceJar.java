package org.meitheal.lab.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.meitheal.lab.program.ProgramFailedException;

/** The runnable jar of a module, as the build leaves it. */
public record ServiceJar(String module, Path path) {
  private static final int KEY_BYTES = 8;

  /**
   * Finds it.
   *
   * @param root of the project
   */
  public static ServiceJar find(Path root, String module) throws IOException {
    Path target = root.resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-exec.jar")) {
        for (Path jar : jars) {
          return new ServiceJar(module, jar);
        }
      }
    }
    throw new ProgramFailedException(
        "no runnable jar in " + target + ": build it with `mvn package`");
  }

  /** Changes with the jar's content. Made of the checksums in its directory, so it reads little. */
  public String contentKey() throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      zip.stream()
          .map(ServiceJar::line)
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String line(ZipEntry entry) {
    return entry.getName() + ' ' + entry.getCrc() + ' ' + entry.getSize() + '\n';
  }
}
