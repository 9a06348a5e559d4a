package org.meitheal.lab.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the lab keeps what it makes. Only its owner may look into it. */
public record StateFolder(Path root) {
  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  public StateFolder create() throws IOException {
    Files.createDirectories(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectories(logs());
    Files.createDirectories(keys());
    return this;
  }

  public Path lockFile() {
    return root.resolve("lab.lock");
  }

  public Path controlFile() {
    return root.resolve("control.json");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String program) {
    return logs().resolve(program + ".log");
  }

  public Path keys() {
    return root.resolve("keys");
  }

  public Path programs() {
    return root.resolve("programs");
  }

  public Path database() {
    return root.resolve("postgres");
  }

  /** Bundles that are made on demand. */
  public Path bundles() {
    return root.resolve("bundles");
  }

  /** What the workers unpack of libtorch, once. */
  public Path nativeLibraries() {
    return root.resolve("native");
  }

  /** By which the emulated machines that share a core take turns. */
  public Path turns(int core) {
    return root.resolve("turns-" + core);
  }

  public Path worker(String name) {
    return root.resolve("workers").resolve(name);
  }

  /** Empties it, but for {@code kept}. */
  public void empty(List<Path> kept) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(root) && kept.stream().noneMatch(keep -> related(path, keep))) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static boolean related(Path path, Path kept) {
    return path.startsWith(kept) || kept.startsWith(path);
  }
}
