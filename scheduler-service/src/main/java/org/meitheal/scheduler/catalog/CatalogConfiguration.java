package org.meitheal.scheduler.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {
  /** A bundle that is not what its manifest says fails the start: nothing may run on it. */
  @Bean
  Models models(SchedulerProperties properties) {
    List<Model> models =
        bundles(properties.modelsDir()).stream()
            .map(Bundle::open)
            .map(bundle -> new Model(bundle.manifest(), bundle.sha256()))
            .toList();
    return new Models(models);
  }

  private static List<Path> bundles(Path modelsDir) {
    try (Stream<Path> folders = Files.list(modelsDir)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(Bundle.MANIFEST)))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read models-dir " + modelsDir, unreadable);
    }
  }
}
