package org.meitheal.scheduler.inference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.ModelConfig;
import org.meitheal.protocol.oip.ModelStatistics;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.RepositoryIndexEntry;
import org.meitheal.protocol.oip.RepositoryIndexRequest;
import org.meitheal.scheduler.catalog.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Triton's extensions model_repository, statistics and model_configuration. */
@RestController
@Tag(name = "Open Inference Protocol v2")
class RepositoryController {
  private static final String READY = "READY";

  private final ModelDirectory directory;
  private final ServedCounts counts;
  private final JsonMapper json;

  RepositoryController(ModelDirectory directory, ServedCounts counts, JsonMapper json) {
    this.directory = directory;
    this.counts = counts;
    this.json = json;
  }

  @PostMapping("/v2/repository/index")
  @Operation(summary = "All models of this site, READY where a device holds them")
  List<RepositoryIndexEntry> index(@RequestBody(required = false) @Nullable String body) {
    boolean readyOnly = readyOnly(body);
    return directory.all().stream()
        .map(this::entry)
        .filter(entry -> !readyOnly || entry.state().equals(READY))
        .toList();
  }

  @PostMapping({"/v2/repository/models/{model}/load", "/v2/repository/models/{model}/unload"})
  @Operation(summary = "Not here: each worker loads its own models")
  void loadOrUnload(@PathVariable String model) {
    directory.find(model, null);
    throw OipException.badRequest(
        "a scheduler holds no models: load and unload them at a worker, which has the same call");
  }

  @GetMapping("/v2/models/stats")
  ModelStatistics allStatistics() {
    return new ModelStatistics(directory.all().stream().map(counts::of).toList());
  }

  @GetMapping({"/v2/models/{model}/stats", "/v2/models/{model}/versions/{version}/stats"})
  @Operation(summary = "Counted by this scheduler since its start, over all devices")
  ModelStatistics statistics(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return new ModelStatistics(List.of(counts.of(directory.find(model, version))));
  }

  @GetMapping({"/v2/models/{model}/config", "/v2/models/{model}/versions/{version}/config"})
  ModelConfig configuration(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return ModelConfig.of(directory.find(model, version).manifest());
  }

  private RepositoryIndexEntry entry(Model model) {
    boolean ready = directory.holders(model) > 0;
    return new RepositoryIndexEntry(
        model.name(),
        model.version(),
        ready ? READY : "UNAVAILABLE",
        ready ? "" : "no device holds it ready");
  }

  /** Clients send this body without saying that it is JSON. */
  private boolean readyOnly(@Nullable String body) {
    if (body == null || body.isBlank()) {
      return false;
    }
    try {
      RepositoryIndexRequest request = json.readValue(body, RepositoryIndexRequest.class);
      return request != null && Boolean.TRUE.equals(request.ready());
    } catch (JacksonException malformed) {
      throw OipException.badRequest("malformed JSON");
    }
  }
}
