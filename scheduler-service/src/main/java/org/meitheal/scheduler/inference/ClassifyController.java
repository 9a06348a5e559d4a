package org.meitheal.scheduler.inference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.scheduler.catalog.Model;
import org.meitheal.scheduler.execution.Answer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Photos", description = "For people: a JPEG or PNG in, labels out")
class ClassifyController {
  private final ModelDirectory directory;
  private final InferService service;
  private final JsonMapper json;

  ClassifyController(ModelDirectory directory, InferService service, JsonMapper json) {
    this.directory = directory;
    this.service = service;
    this.json = json;
  }

  @GetMapping("/v1/models")
  @Operation(summary = "The models of this site")
  List<ModelView> models() {
    return directory.all().stream()
        .map(model -> ModelView.of(model, directory.holders(model)))
        .toList();
  }

  @PostMapping("/v1/models/{model}/classify")
  @Operation(summary = "Classifies the photo that is the body")
  Classification classify(
      @PathVariable String model, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer answer = service.classify(directory.find(model, null), request);
    response.setHeader(OipAnswerWriter.DECISION, answer.receipt().decisionId());
    try {
      Classification classification =
          json.readValue(answer.done().body().open(), Classification.class);
      return new Classification(
          classification.model(),
          classification.modelVersion(),
          classification.labels(),
          answer.receipt());
    } catch (JacksonException malformed) {
      throw new ProblemException(
          502, "lead-answer-malformed", true, "the lead's answer is no classification");
    }
  }

  /**
   * A model of this site.
   *
   * @param devices that hold it ready
   */
  record ModelView(
      String name, String version, String sha256, long defaultDeadlineMs, long devices) {
    static ModelView of(Model model, long devices) {
      return new ModelView(
          model.name(),
          model.version(),
          model.sha256(),
          model.manifest().defaultDeadlineMs(),
          devices);
    }
  }
}
