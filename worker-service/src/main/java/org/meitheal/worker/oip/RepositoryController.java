package org.meitheal.worker.oip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.RepositoryIndexEntry;
import org.meitheal.protocol.oip.RepositoryIndexRequest;
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
  private final JsonMapper json;

  RepositoryController(ModelRepository models, JsonMapper json) {
    this.models = models;
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

  /** From this worker's own folder; parameters in the body are ignored. */
  @PostMapping("/models/{model}/load")
  void load(@PathVariable String model) {
    try {
      models.load(model);
    } catch (ModelLoadException failure) {
      throw new OipException(
          failure.missing() ? 404 : 400,
          "cannot load model '%s': %s".formatted(model, failure.getMessage()));
    }
  }

  @PostMapping("/models/{model}/unload")
  void unload(@PathVariable String model) {
    models.unload(model);
  }

  private boolean readyOnly(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      return false;
    }
    try {
      RepositoryIndexRequest request = json.readValue(body, RepositoryIndexRequest.class);
      return request != null && Boolean.TRUE.equals(request.ready());
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
