package org.meitheal.worker.oip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.ModelConfig;
import org.meitheal.protocol.oip.ModelMetadata;
import org.meitheal.protocol.oip.ModelReady;
import org.meitheal.protocol.oip.ModelStatistics;
import org.meitheal.protocol.oip.ServerLive;
import org.meitheal.protocol.oip.ServerMetadata;
import org.meitheal.protocol.oip.ServerReady;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ServedModel;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this server and its models are, and how they do. */
@RestController
@RequestMapping("/v2")
final class ModelController {
  private static final List<String> EXTENSIONS =
      List.of("binary_tensor_data", "model_configuration", "model_repository", "statistics");

  private final ModelRepository models;
  private final ApplicationAvailability availability;

  ModelController(ModelRepository models, ApplicationAvailability availability) {
    this.models = models;
    this.availability = availability;
  }

  @GetMapping({"", "/"})
  ServerMetadata server() {
    return new ServerMetadata("meitheal-worker", version(), EXTENSIONS);
  }

  @GetMapping("/health/live")
  ServerLive live() {
    return new ServerLive(true);
  }

  /** 503 until the models are loaded and calibrated, and when this worker shuts down. */
  @GetMapping("/health/ready")
  ResponseEntity<ServerReady> ready() {
    boolean ready =
        availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
            && !models.models().isEmpty();
    return ResponseEntity.status(ready ? 200 : 503).body(new ServerReady(true, ready));
  }

  @GetMapping({"/models/{model}", "/models/{model}/versions/{version}"})
  ModelMetadata model(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return ModelMetadata.of(models.find(model, version).manifest());
  }

  @GetMapping({"/models/{model}/ready", "/models/{model}/versions/{version}/ready"})
  ModelReady ready(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return new ModelReady(models.find(model, version).manifest().name(), true);
  }

  @GetMapping({"/models/{model}/config", "/models/{model}/versions/{version}/config"})
  ModelConfig config(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return ModelConfig.of(models.find(model, version).manifest());
  }

  @GetMapping("/models/stats")
  ModelStatistics statistics() {
    return TritonStatistics.of(models.models());
  }

  @GetMapping({"/models/{model}/stats", "/models/{model}/versions/{version}/stats"})
  ModelStatistics statistics(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    ServedModel served = models.find(model, version);
    return TritonStatistics.of(List.of(served));
  }

  private static String version() {
    String version = Inferences.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
