package org.meitheal.protocol.problem;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Every error of a servlet service in the form of its path: {@code {"error": …}} on {@code /v2},
 * problem details with a stable code elsewhere; never a class name. A service extends it and adds
 * {@code @RestControllerAdvice}, and handlers for what only it throws.
 */
public abstract class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(ProblemException.class)
  protected @Nullable ResponseEntity<Object> problem(ProblemException problem, WebRequest request) {
    return answer(problem.status(), problem.code(), problem.retryable(), problem.detail(), request);
  }

  @ExceptionHandler(StatusException.class)
  protected @Nullable ResponseEntity<Object> status(StatusException error, WebRequest request) {
    int status = error.status();
    return answer(
        status, Problems.code(status), Problems.retryable(status), error.detail(), request);
  }

  /** The only error that is a surprise, hence the only one with a stack trace in the log. */
  @ExceptionHandler(Exception.class)
  protected @Nullable ResponseEntity<Object> unexpected(Exception error, WebRequest request)
      throws Exception {
    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
      log.debug("the client went away");
      return null;
    }
    if (isCommitted(request)) {
      // The container breaks the connection off, so that half an answer is not taken for a whole.
      throw error;
    }
    log.error("unexpected error", error);
    return answer(500, "internal", false, "internal error", request);
  }

  /** Writes an error in the form of the request's path; for handlers of subclasses too. */
  protected final ResponseEntity<Object> answer(
      int status, String code, boolean retryable, String detail, WebRequest request) {
    return answer(new ErrorAnswer(status, code, retryable, detail), new HttpHeaders(), request);
  }

  private static boolean isCommitted(WebRequest request) {
    return request instanceof ServletWebRequest servlet
        && servlet.getResponse() != null
        && servlet.getResponse().isCommitted();
  }

  private static ResponseEntity<Object> answer(
      ErrorAnswer error, HttpHeaders headers, WebRequest request) {
    boolean oip =
        request instanceof ServletWebRequest servlet
            && ErrorAnswer.isOip(servlet.getRequest().getRequestURI());
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    all.setContentType(oip ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
    return ResponseEntity.status(error.status()).headers(all).body(error.body(oip));
  }

  /** Where Spring's own handlers end: 404, 405, 406, 415 and the like. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception error,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode statusCode,
      WebRequest request) {
    if (isCommitted(request)) {
      log.debug("too late for an error answer", error);
      return null;
    }
    int status = statusCode.value();
    if (status == 500) {
      log.error("unexpected error", error);
    }
    String detail =
        status < 500 && body instanceof ProblemDetail problem && problem.getDetail() != null
            ? problem.getDetail()
            : Problems.code(status).replace('-', ' ');
    ErrorAnswer answer =
        new ErrorAnswer(status, Problems.code(status), Problems.retryable(status), detail);
    return answer(answer, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(400, "unreadable-body", false, UnreadableBody.describe(error), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(404, "not-found", false, "there is nothing at this path", request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String fields =
        error.getFieldErrors().stream()
            .map(field -> field.getField() + " " + field.getDefaultMessage())
            .sorted()
            .collect(Collectors.joining("; "));
    return answer(400, "invalid-body", false, fields.isEmpty() ? "invalid" : fields, request);
  }
}
