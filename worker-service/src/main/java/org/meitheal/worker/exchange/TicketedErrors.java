package org.meitheal.worker.exchange;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.meitheal.protocol.execution.Refusal;
import org.meitheal.protocol.execution.TicketException;
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
 * An error at a door that takes tickets: {@code {"error": …}} with a stable code in a header, or a
 * {@link Refusal}, which tells when it could be done.
 *
 * @param body what is written as JSON
 */
public record TicketedErrors(int status, String code, Object body) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_LARGE = 413;

  public static TicketedErrors of(RuntimeException failure) {
    String text = String.valueOf(failure.getMessage());
    return switch (failure) {
      case OipException oip -> error(oip.status(), code(oip.status()), text);
      case TicketException ticket -> error(status(ticket.code()), ticket.code(), text);
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

  public void write(HttpServletResponse response) throws IOException {
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

  private static int status(String code) {
    return switch (code) {
      case "ticket-missing" -> UNAUTHORIZED;
      case "ticket-oversized" -> TOO_LARGE;
      default -> FORBIDDEN;
    };
  }

  private static TicketedErrors error(int status, String code, String text) {
    return new TicketedErrors(status, code, new OipError(text));
  }

  private static TicketedErrors refusal(String text, double earliestFinishMs) {
    return new TicketedErrors(
        Kind.NO_CAPACITY.status(), Kind.NO_CAPACITY.code(), new Refusal(text, earliestFinishMs));
  }

  private static String code(int status) {
    return switch (status) {
      case 410 -> "gone";
      case 400 -> "invalid-request";
      case 413 -> "body-too-large";
      case 415 -> "unknown-content-encoding";
      default -> Problems.code(status);
    };
  }
}
