package org.meitheal.scheduler.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All models of this site, by name and version. */
public final class Models {
  private final List<Model> models;

  public Models(List<Model> models) {
    this.models =
        models.stream()
            .sorted(Comparator.comparing(Model::name).thenComparing(Model::version))
            .toList();
  }

  public List<Model> all() {
    return models;
  }

  /**
   * @param version the newest where left out
   */
  public Optional<Model> find(String name, @Nullable String version) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .filter(model -> version == null || version.equals(model.version()))
        .reduce((_, newest) -> newest);
  }

  public List<String> versions(String name) {
    return models.stream().filter(m -> m.name().equals(name)).map(Model::version).toList();
  }
}
