package org.meitheal.scheduler.record;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/decisions")
@Tag(name = "Decisions", description = "Every comparison, and what became of it")
class DecisionController {
  private final DecisionRecord record;

  DecisionController(DecisionRecord record) {
    this.record = record;
  }

  @GetMapping
  @Operation(summary = "Decisions, newest first")
  Page<DecisionView> list(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(required = false) @Nullable String device,
      @RequestParam(required = false) @Nullable String placement,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "50") int limit) {
    DecisionQuery query =
        new DecisionQuery(before, model, device, placement, outcome, state, PageLimit.check(limit));
    List<DecisionView> decisions = record.decisions(query);
    return new Page<>(decisions, decisions.size() < limit ? null : decisions.getLast().id());
  }

  @GetMapping("/{id}")
  @Operation(summary = "One decision: every candidate, and what happened")
  DecisionView one(@PathVariable String id) {
    return record
        .decision(id)
        .orElseThrow(
            () -> new ProblemException(404, "unknown-decision", false, "no decision " + id));
  }
}
