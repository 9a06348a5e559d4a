package org.meitheal.dashboard.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.model.ModelManifest;

/** The scheduler's models and their manifests, as asked last. */
public final class Models {
  private static final int MOST_MANIFESTS = 200;

  private final ServiceCalls scheduler;

  /** Never changes: it is what the SHA-256 is of. */
  private final Map<String, ModelManifest> manifests = new ConcurrentHashMap<>();

  private volatile @Nullable List<Listed> listed;

  Models(ServiceCalls scheduler) {
    this.scheduler = scheduler;
  }

  /** As {@code GET /v1/models} lists it. */
  public record Listed(
      String name, String version, String sha256, long defaultDeadlineMs, long devices) {}

  /** None before the scheduler answered. */
  public @Nullable List<Listed> listed() {
    return listed;
  }

  @Nullable ModelManifest manifest(String sha256) {
    return manifests.get(sha256);
  }

  /**
   * Asks again.
   *
   * @throws IOException where the scheduler cannot be asked; what was known stays
   */
  void ask() throws IOException {
    List<Listed> models = Arrays.asList(scheduler.get("/v1/models", Listed[].class));
    for (Listed model : models) {
      if (!manifests.containsKey(model.sha256()) && manifests.size() < MOST_MANIFESTS) {
        fetch(model.sha256());
      }
    }
    listed = List.copyOf(models);
  }

  private void fetch(String sha256) throws IOException {
    try {
      manifests.put(sha256, scheduler.get("/v1/bundles/" + sha256, ModelManifest.class));
    } catch (RemoteStatusException status) {
      if (status.status() != 404) {
        throw status;
      }
    }
  }
}
