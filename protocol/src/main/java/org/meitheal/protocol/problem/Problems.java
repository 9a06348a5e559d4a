package org.meitheal.protocol.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Errors outside {@code /v2}: RFC 9457 problem details with {@code code} and {@code retryable}. */
public final class Problems {
  private static final String CODE = "code";
  private static final String RETRYABLE = "retryable";

  private Problems() {}

  /**
   * @param code stable, kebab-case
   * @param retryable whether the same request may succeed later
   */
  public static ProblemDetail of(int status, String code, boolean retryable, String detail) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
    problem.setProperty(CODE, code);
    problem.setProperty(RETRYABLE, retryable);
    return problem;
  }

  public static ProblemDetail of(ProblemException problem) {
    return of(problem.status(), problem.code(), problem.retryable(), problem.detail());
  }

  /** The members of a problem, flat, for a mapper that does not know {@link ProblemDetail}. */
  public static Map<String, Object> body(ProblemDetail problem) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (problem.getTitle() != null) {
      body.put("title", problem.getTitle());
    }
    body.put("status", problem.getStatus());
    if (problem.getDetail() != null) {
      body.put("detail", problem.getDetail());
    }
    if (problem.getProperties() != null) {
      body.putAll(problem.getProperties());
    }
    return body;
  }

  /** The code of an error that has no better one: {@code not-found}, {@code bad-request}… */
  public static String code(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null
        ? "status-" + status
        : known.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Whether an error of this status is usually worth another try. */
  public static boolean retryable(int status) {
    return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
  }
}
