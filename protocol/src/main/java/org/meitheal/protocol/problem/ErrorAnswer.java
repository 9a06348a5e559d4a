package org.meitheal.protocol.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error in the form of the path that it happened on: {@code {"error": …}} on {@code /v2},
 * problem details elsewhere. For filters, which run outside of controllers' advice.
 */
public record ErrorAnswer(int status, String code, boolean retryable, String detail) {
  public static ErrorAnswer of(int status, String code, boolean retryable, String detail) {
    return new ErrorAnswer(status, code, retryable, detail);
  }

  /** Whether errors of this path have the Open Inference Protocol's form. */
  public static boolean isOip(String path) {
    return path.equals("/v2") || path.startsWith("/v2/");
  }

  /** Writes the whole answer. */
  public void write(HttpServletRequest request, HttpServletResponse response, JsonMapper json)
      throws IOException {
    boolean oip = isOip(request.getRequestURI());
    byte[] body = json.writeValueAsBytes(body(oip));
    response.setStatus(status);
    response.setContentType(oip ? "application/json" : "application/problem+json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** What is written, as something any mapper can write. */
  public Object body(boolean oip) {
    return oip
        ? Map.of("error", detail)
        : Problems.body(Problems.of(status, code, retryable, detail));
  }
}
