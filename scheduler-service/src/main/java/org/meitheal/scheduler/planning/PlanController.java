package org.meitheal.scheduler.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Plans", description = "What would happen")
class PlanController {
  private final Comparison comparison;
  private final JsonMapper json;

  PlanController(Comparison comparison, JsonMapper json) {
    this.comparison = comparison;
    this.json = json;
  }

  @PostMapping("/v1/plans")
  @Operation(
      summary = "Compares the places where a request could be done; nothing runs",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = PlanRequest.class))))
  DecisionView plan(@RequestBody JsonNode body, HttpServletRequest request) {
    if (body.path("commit").asBoolean(false)) {
      throw new ProblemException(
          501,
          "commit-unavailable",
          false,
          "plans with tickets for on-device leads do not exist yet");
    }
    return comparison.of(read(body), device(AccessToken.of(request)));
  }

  private PlanRequest read(JsonNode body) {
    try {
      PlanRequest plan = json.treeToValue(body, PlanRequest.class);
      if (plan != null && plan.model() != null) {
        return plan;
      }
    } catch (JacksonException otherForm) {
      throw new ProblemException(
          400, "unreadable-body", false, "the body has another form than expected");
    }
    throw new ProblemException(400, "invalid-body", false, "model is missing");
  }

  private static @Nullable DeviceId device(@Nullable AccessToken caller) {
    return caller != null && caller.role() == Role.DEVICE ? new DeviceId(caller.subject()) : null;
  }
}
