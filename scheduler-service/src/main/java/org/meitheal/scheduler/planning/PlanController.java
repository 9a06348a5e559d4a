package org.meitheal.scheduler.planning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.CommittedPlan;
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
  private final DescribedRequests requests;
  private final Planning planning;
  private final OwnLeads leads;
  private final JsonMapper json;

  PlanController(DescribedRequests requests, Planning planning, OwnLeads leads, JsonMapper json) {
    this.requests = requests;
    this.planning = planning;
    this.leads = leads;
    this.json = json;
  }

  @PostMapping("/v1/plans")
  @Operation(
      summary =
          "Compares the places where a request could be done; nothing runs. With commit, from a"
              + " device: a plan that it carries out itself",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(schema = @Schema(oneOf = {DecisionView.class, CommittedPlan.class}))),
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = PlanRequest.class))))
  Object plan(@RequestBody JsonNode body, HttpServletRequest request) {
    long startedNanos = System.nanoTime();
    PlanRequest asked = read(body);
    AccessToken token = AccessToken.of(request);
    DeviceId caller = device(token);
    if (Boolean.TRUE.equals(asked.commit())) {
      return commit(asked, caller, startedNanos);
    }
    String client = token == null ? null : token.subject();
    Ask ask = requests.read(asked, client, caller, null);
    return planning.plan(ask, Attempt.comparison(ask.terms().deadline())).view();
  }

  private CommittedPlan commit(PlanRequest asked, @Nullable DeviceId caller, long startedNanos) {
    if (caller == null) {
      throw new ProblemException(
          403, "commit-needs-a-device", false, "only a device carries out plans itself");
    }
    return leads.commit(requests.read(asked, caller.value(), caller, caller), startedNanos);
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
