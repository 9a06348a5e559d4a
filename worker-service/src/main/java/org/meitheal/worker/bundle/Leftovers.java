package org.meitheal.worker.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of bundles that are not whole yet. */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private static final String SUFFIX = ".part";

  private final Path folder;

  Leftovers(Path folder) {
    this.folder = folder;
  }

  Path of(String sha256) {
    return folder.resolve(sha256 + SUFFIX);
  }

  /** Deletes all but these. */
  void sweep(Collection<String> underWay, String wanted) {
    for (Path part : parts()) {
      boolean used =
          part.equals(of(wanted)) || underWay.stream().anyMatch(sha -> part.equals(of(sha)));
      if (!used) {
        delete(part);
      }
    }
  }

  private List<Path> parts() {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> child.toString().endsWith(SUFFIX)).toList();
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static void delete(Path part) {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException undeletable) {
      log.atWarn().addKeyValue("folder", part).log("cannot delete the rest of a fetch");
    }
  }
}
