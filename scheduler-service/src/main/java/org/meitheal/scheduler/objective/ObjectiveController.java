package org.meitheal.scheduler.objective;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.Slo;
import org.meitheal.core.slo.Slo.Verdict;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.Page;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.PageLimit;
import org.meitheal.scheduler.record.SpentQuery;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

@RestController
@RequestMapping("/v1/objectives")
@Tag(name = "Objectives", description = "Error budgets, and what burns them")
class ObjectiveController {
  private static final int MOST_BYTES = 16 << 10;
  private static final int POINTS = 120;
  private static final int MOST_POINTS = 1_000;
  private static final int LONGEST_NAME = 128;

  private final Objectives objectives;
  private final ObjectiveAdministration administration;
  private final ObjectiveViews views;
  private final DecisionRecord record;
  private final InstantSource clock;

  ObjectiveController(
      Objectives objectives,
      ObjectiveAdministration administration,
      ObjectiveViews views,
      DecisionRecord record,
      InstantSource clock) {
    this.objectives = objectives;
    this.administration = administration;
    this.views = views;
    this.record = record;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "All of them, the worst budget first")
  List<ObjectiveView> list() {
    return objectives.all().stream()
        .sorted(WorstFirst.ORDER)
        .map(each -> views.of(each, null))
        .toList();
  }

  @GetMapping("/{name}")
  @Operation(summary = "One objective: attained, budget left and over time, alerts, feedback")
  ResponseEntity<ObjectiveView> one(
      @PathVariable String name, @RequestParam(defaultValue = "" + POINTS) int points) {
    if (points < 1 || points > MOST_POINTS) {
      throw new ProblemException(
          400, "bad-points", false, "points must lie from 1 to " + MOST_POINTS);
    }
    Tracked tracked = find(name);
    Slo slo = tracked.objective().slo();
    return ResponseEntity.ok()
        .eTag(tracked.objective().etag())
        .body(views.of(tracked, tracked.ledger().budget(slo, clock.instant(), points)));
  }

  @GetMapping("/{name}/spenders")
  @Operation(summary = "Executions that spent its budget, newest first")
  Page<ExecutionView> spenders(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") int limit) {
    Slo slo = find(name).objective().slo();
    Instant since = clock.instant().minus(slo.window());
    List<ExecutionView> spenders =
        record.spent(
            new SpentQuery(
                before,
                since,
                slo.selector().model(),
                slo.deadline() == null ? null : slo.deadline().toNanos() / 1e6,
                execution -> isBad(slo, execution),
                PageLimit.check(limit)));
    return new Page<>(spenders, spenders.size() < limit ? null : spenders.getLast().id());
  }

  @PutMapping("/{name}")
  @Operation(
      summary = "Makes an objective, or replaces the one that If-Match names",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = ObjectiveSpec.class))))
  ResponseEntity<ObjectiveView> put(
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false) @Nullable String by,
      HttpServletRequest request)
      throws IOException {
    boolean made = administration.put(name, read(request), ifMatch, operator(request, by));
    Tracked tracked = find(name);
    return ResponseEntity.status(made ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(tracked.objective().etag())
        .body(views.of(tracked, null));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Removes the objective that If-Match names")
  void delete(
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false) @Nullable String by,
      HttpServletRequest request) {
    administration.delete(name, ifMatch, operator(request, by));
  }

  private Tracked find(String name) {
    return objectives.find(name).orElseThrow(() -> ObjectiveAdministration.unknown(name));
  }

  private static boolean isBad(Slo slo, ExecutionView execution) {
    return !execution.state().equals("running") && Objectives.judge(slo, execution) == Verdict.BAD;
  }

  private static ObjectiveSpec read(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new ProblemException(413, "body-too-large", false, "an objective has 16 KB at most");
    }
    try {
      ObjectiveSpec spec = ObjectivesFile.STRICT.readValue(body, ObjectiveSpec.class);
      if (spec != null) {
        return spec;
      }
    } catch (JacksonException otherForm) {
      throw new ProblemException(
          400,
          "unreadable-body",
          false,
          "the body is no objective: " + ObjectivesFile.why(otherForm));
    }
    throw new ProblemException(400, "unreadable-body", false, "there is no objective");
  }

  /** The one that a service acts for; of an operator itself, its own name counts. */
  private static String operator(HttpServletRequest request, @Nullable String by) {
    AccessToken caller = Objects.requireNonNull(AccessToken.of(request));
    return by != null && by.length() <= LONGEST_NAME && caller.role() == Role.SERVICE
        ? by
        : caller.subject();
  }
}
