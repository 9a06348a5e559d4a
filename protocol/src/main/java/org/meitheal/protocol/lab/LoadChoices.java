package org.meitheal.protocol.lab;

import java.util.List;

/** What a load can be made of. */
public record LoadChoices(List<String> models, List<String> photos) {
  public LoadChoices {
    models = List.copyOf(models);
    photos = List.copyOf(photos);
  }
}
