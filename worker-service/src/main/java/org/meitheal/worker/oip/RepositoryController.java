package org.meitheal.worker.oip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.RepositoryIndexEntry;
import org.meitheal.protocol.oip.RepositoryIndexRequest;
import org.meitheal.worker.bundle.BundleFetchException;
import org.meitheal.worker.bundle.BundleFetcher;
import org.meitheal.worker.model.ModelLoadException;
import org.meitheal.worker.model.ModelRepository;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Triton's model_repository extension, for operators. */
@RestController
@RequestMapping("/v2/repository")
final class RepositoryController {
  private final ModelRepository models;
  private final BundleFetcher bundles;
  private final JsonMapper json;

  RepositoryController(ModelRepository models, BundleFetcher bundles, JsonMapper json) {
    this.models = models;
    this.bundles = bundles;
    this.json = json;
  }

  /** Clients send an empty body, an empty object or {@code {"ready":true}}, with any type. */
  @PostMapping("/index")
  List<RepositoryIndexEntry> index(@RequestBody(required = false) byte @Nullable [] body) {
    boolean readyOnly = readyOnly(body);
    return models.index().stream()
        .filter(entry -> entry.ready() || !readyOnly)
        .map(RepositoryController::entry)
        .toList();
  }

  private record LoadRequest(@Nullable Map<String, Object> parameters) {}

  /**
   * From this worker's own folder. With the parameter {@code sha256} it is fetched into it first,
   * when it is not there. Other parameters are ignored.
   */
  @PostMapping("/models/{model}/load")
  void load(@PathVariable String model, @RequestBody(required = false) byte @Nullable [] body) {
    try {
      String sha256 = wantedBundle(body);
      if (sha256 != null) {
        bundles.ensure(model, sha256);
      }
      models.load(model);
    } catch (BundleFetchException failure) {
      throw notLoaded(failure.status(), model, failure);
    } catch (ModelLoadException failure) {
      throw notLoaded(failure.missing() ? 404 : 400, model, failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new OipException(503, "this worker is stopping");
    }
  }

  private static OipException notLoaded(int status, String model, Exception why) {
    return new OipException(
        status, "cannot load model '%s': %s".formatted(model, why.getMessage()));
  }

  private @Nullable String wantedBundle(byte @Nullable [] body) {
    LoadRequest request = read(body, LoadRequest.class);
    if (request == null || request.parameters() == null) {
      return null;
    }
    return switch (request.parameters().get("sha256")) {
      case null -> null;
      case String sha256 -> sha256;
      default -> throw OipException.badRequest("'sha256' must be a string");
    };
  }

  @PostMapping("/models/{model}/unload")
  void unload(@PathVariable String model) {
    models.unload(model);
  }

  private boolean readyOnly(byte @Nullable [] body) {
    RepositoryIndexRequest request = read(body, RepositoryIndexRequest.class);
    return request != null && Boolean.TRUE.equals(request.ready());
  }

  private <T> @Nullable T read(byte @Nullable [] body, Class<T> type) {
    if (body == null || body.length == 0) {
      return null;
    }
    try {
      return json.readValue(body, type);
    } catch (JacksonException malformed) {
      throw OipException.badRequest("malformed JSON");
    }
  }

  private static RepositoryIndexEntry entry(ModelRepository.Entry entry) {
    return new RepositoryIndexEntry(
        entry.name(),
        entry.version() == null ? "" : entry.version(),
        entry.ready() ? "READY" : "UNAVAILABLE",
        entry.reason());
  }
}
