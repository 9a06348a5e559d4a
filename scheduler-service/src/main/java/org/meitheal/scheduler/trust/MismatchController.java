package org.meitheal.scheduler.trust;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Events", description = "What operators should know of")
class MismatchController {
  private static final int MOST_BYTES = 64 << 10;

  private final Trust trust;
  private final JsonMapper json;

  MismatchController(Trust trust, JsonMapper json) {
    this.trust = trust;
    this.json = json;
  }

  @PostMapping("/v1/mismatches")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "A lead found a divided answer wrong; devices only",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = MismatchReport.class))))
  EventView report(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new ProblemException(413, "body-too-large", false, "a report has 64 KB at most");
    }
    AccessToken caller = Objects.requireNonNull(AccessToken.of(request));
    return trust.report(caller.subject(), read(body));
  }

  private MismatchReport read(byte[] body) {
    try {
      MismatchReport report = json.readValue(body, MismatchReport.class);
      if (report != null) {
        return report;
      }
    } catch (JacksonException otherForm) {
      throw new ProblemException(
          400, "unreadable-body", false, "the body is no report of a mismatch");
    }
    throw new ProblemException(400, "unreadable-body", false, "there is no report");
  }
}
