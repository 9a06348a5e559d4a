package org.meitheal.scheduler.execution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.Page;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.ExecutionQuery;
import org.meitheal.scheduler.record.PageLimit;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/executions")
@Tag(name = "Executions", description = "Requests on their way, and those that ended")
class ExecutionController {
  private final Executions executions;
  private final DecisionRecord record;

  ExecutionController(Executions executions, DecisionRecord record) {
    this.executions = executions;
    this.record = record;
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

  private static ProblemException unknown(String id) {
    return new ProblemException(404, "unknown-execution", false, "no execution " + id);
  }
}
