package org.meitheal.scheduler.execution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.Page;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.ExecutionQuery;
import org.meitheal.scheduler.record.PageLimit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/v1/executions")
@Tag(name = "Executions", description = "Requests on their way, and those that ended")
class ExecutionController {
  private static final int MOST_BYTES = 256 << 10;

  private final Executions executions;
  private final DeviceLeads deviceLeads;
  private final DecisionRecord record;
  private final JsonMapper json;

  ExecutionController(
      Executions executions, DeviceLeads deviceLeads, DecisionRecord record, JsonMapper json) {
    this.executions = executions;
    this.deviceLeads = deviceLeads;
    this.record = record;
    this.json = json;
  }

  @GetMapping
  @Operation(summary = "Executions, newest first, the running ones with their lead")
  Page<ExecutionView> list(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "50") int limit) {
    ExecutionQuery query = new ExecutionQuery(before, state, PageLimit.check(limit));
    List<ExecutionView> found = record.executions(query);
    return new Page<>(found, found.size() < limit ? null : found.getLast().id());
  }

  @GetMapping("/{id}")
  @Operation(summary = "One execution")
  ExecutionView one(@PathVariable String id) {
    return record.execution(id).orElseThrow(() -> unknown(id));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Cancels an execution, here and at its lead; 409 if it has ended")
  ExecutionView cancel(@PathVariable String id, HttpServletRequest request) {
    AccessToken caller = AccessToken.of(request);
    boolean cancelled = executions.cancel(id, caller == null ? "a caller" : caller.subject());
    ExecutionView execution = record.execution(id).orElseThrow(() -> unknown(id));
    if (!cancelled) {
      throw new ProblemException(
          409, "execution-ended", false, "it has ended already: " + execution.state());
    }
    return execution;
  }

  @PostMapping("/{id}/outcome")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "How an execution ended that its lead began itself; only that device says",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = ExecutionOutcome.class))))
  void end(@PathVariable String id, HttpServletRequest request) throws IOException {
    AccessToken caller = Objects.requireNonNull(AccessToken.of(request));
    ExecutionOutcome outcome = outcome(request);
    if (!deviceLeads.end(id, new DeviceId(caller.subject()), outcome)) {
      ExecutionView ended = record.execution(id).orElseThrow(() -> unknown(id));
      throw caller.subject().equals(ended.device())
          ? DeviceLeads.hasEnded(id)
          : DeviceLeads.notTheLead(id);
    }
  }

  private ExecutionOutcome outcome(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new ProblemException(413, "body-too-large", false, "an outcome has 256 KB at most");
    }
    try {
      ExecutionOutcome outcome = json.readValue(body, ExecutionOutcome.class);
      if (outcome != null) {
        return outcome;
      }
    } catch (JacksonException otherForm) {
      throw new ProblemException(400, "unreadable-body", false, "the body is no outcome");
    }
    throw new ProblemException(400, "unreadable-body", false, "there is no outcome");
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(404, "unknown-execution", false, "no execution " + id);
  }
}
