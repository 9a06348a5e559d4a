package org.meitheal.scheduler.inference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.ModelMetadata;
import org.meitheal.protocol.oip.ModelReady;
import org.meitheal.protocol.oip.ServerLive;
import org.meitheal.protocol.oip.ServerMetadata;
import org.meitheal.protocol.oip.ServerReady;
import org.meitheal.scheduler.catalog.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Open Inference Protocol v2", description = "As Triton's and KServe's clients speak it")
class OipController {
  private final ModelDirectory directory;
  private final InferService service;

  OipController(ModelDirectory directory, InferService service) {
    this.directory = directory;
    this.service = service;
  }

  @GetMapping({"/v2", "/v2/"})
  @Operation(summary = "Server metadata")
  ServerMetadata server() {
    return directory.server();
  }

  @GetMapping("/v2/health/live")
  ServerLive live() {
    return new ServerLive(true);
  }

  @GetMapping("/v2/health/ready")
  ServerReady ready() {
    directory.requireReady();
    return new ServerReady(true, true);
  }

  @GetMapping({"/v2/models/{model}", "/v2/models/{model}/versions/{version}"})
  @Operation(summary = "Model metadata")
  ModelMetadata metadata(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    return directory.metadata(directory.find(model, version));
  }

  @GetMapping({"/v2/models/{model}/ready", "/v2/models/{model}/versions/{version}/ready"})
  @Operation(summary = "Whether a device holds the model ready; 503 if none does")
  ModelReady modelReady(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    Model found = directory.find(model, version);
    directory.requireReady(found);
    return new ModelReady(found.name(), true);
  }

  @PostMapping({"/v2/models/{model}/infer", "/v2/models/{model}/versions/{version}/infer"})
  @Operation(summary = "Infers, where it is best done; JSON or binary")
  void infer(
      @PathVariable String model,
      @PathVariable(required = false) @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    OipAnswerWriter.write(service.infer(directory.find(model, version), request), response);
  }
}
