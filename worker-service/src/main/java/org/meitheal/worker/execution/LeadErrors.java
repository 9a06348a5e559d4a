package org.meitheal.worker.execution;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.meitheal.protocol.execution.PlanTicketException;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.OipError;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.problem.Problems;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.model.UnknownModelException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A lead's error: {@code {"error": …}} with a stable code in a header, or a {@link Refusal}, which
 * tells the scheduler when it could be done.
 *
 * @param body what is written as JSON
 */
record LeadErrors(int status, String code, Object body) {
  private static final int FORBIDDEN = 403;

  static LeadErrors of(RuntimeException failure) {
    String text = String.valueOf(failure.getMessage());
    return switch (failure) {
      case OipException oip -> error(oip.status(), code(oip.status()), text);
      case PlanTicketException ticket -> error(FORBIDDEN, ticket.code(), text);
      case UnknownModelException _ ->
          error(Kind.UNKNOWN_MODEL.status(), Kind.UNKNOWN_MODEL.code(), text);
      case MemoryExhaustedException _ -> refusal(text, 0.0);
      case InferenceException inference when inference.kind() == Kind.NO_CAPACITY ->
          refusal(text, inference.earliestFinishMs() == null ? 0.0 : inference.earliestFinishMs());
      case InferenceException inference ->
          error(inference.kind().status(), inference.kind().code(), text);
      default -> throw failure;
    };
  }

  void write(HttpServletResponse response) throws IOException {
    byte[] json = ProtocolJson.MAPPER.writeValueAsBytes(body);
    response.setStatus(status);
    response.setHeader(OipHeaders.ERROR_CODE, code);
    if (status == Kind.NO_CAPACITY.status()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  private static LeadErrors error(int status, String code, String text) {
    return new LeadErrors(status, code, new OipError(text));
  }

  private static LeadErrors refusal(String text, double earliestFinishMs) {
    return new LeadErrors(
        Kind.NO_CAPACITY.status(), Kind.NO_CAPACITY.code(), new Refusal(text, earliestFinishMs));
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> "invalid-request";
      case 413 -> "body-too-large";
      case 415 -> "unknown-content-encoding";
      default -> Problems.code(status);
    };
  }
}
