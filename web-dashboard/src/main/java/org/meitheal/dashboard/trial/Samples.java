package org.meitheal.dashboard.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The photos of the configured folder, to choose from. */
@Component
class Samples {
  private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");
  private static final int MOST = 24;

  private final @Nullable Path folder;

  Samples(DashboardSettings settings) {
    this.folder = settings.samplesDir();
  }

  /** Their names, in order; none where there is no folder. */
  List<String> names() {
    return files().stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  /** Only what is listed: a name never becomes part of a path. */
  Optional<Path> find(String name) {
    return files().stream()
        .filter(file -> String.valueOf(file.getFileName()).equals(name))
        .findFirst();
  }

  private List<Path> files() {
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Samples::isPhoto).sorted().limit(MOST).toList();
    } catch (IOException unreadable) {
      LOG.warn("The folder of samples cannot be read: {}", unreadable.getMessage());
      return List.of();
    }
  }

  private static boolean isPhoto(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }
}
