package org.meitheal.scheduler.inference;

import java.time.Duration;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.problem.ProblemAdvice;
import org.meitheal.protocol.problem.Problems;
import org.meitheal.scheduler.execution.ExecutionException;
import org.meitheal.scheduler.input.InputFailedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/** Every error of this service, in the form of the path that it happened on. */
@RestControllerAdvice
class ErrorAdvice extends ProblemAdvice {
  @ExceptionHandler
  ResponseEntity<Object> execution(ExecutionException failed, WebRequest request) {
    Duration retryAfter = failed.retryAfter();
    ResponseEntity<Object> answer =
        answer(failed.status(), failed.code(), retryAfter != null, failed.detail(), request);
    HttpHeaders headers = new HttpHeaders();
    headers.set(OipHeaders.ERROR_CODE, failed.code());
    if (failed.decision() != null) {
      headers.set(OipAnswerWriter.DECISION, failed.decision());
    }
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }
    return with(headers, answer);
  }

  @ExceptionHandler
  ResponseEntity<Object> input(InputFailedException failed, WebRequest request) {
    return oip(new OipException(failed.status(), String.valueOf(failed.getMessage())), request);
  }

  /** What is not ready or has no room now may be so in a moment. */
  @ExceptionHandler
  ResponseEntity<Object> oip(OipException error, WebRequest request) {
    int status = error.status();
    ResponseEntity<Object> answer =
        answer(status, Problems.code(status), Problems.retryable(status), error.error(), request);
    HttpHeaders headers = new HttpHeaders();
    if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    }
    return with(headers, answer);
  }

  private static ResponseEntity<Object> with(HttpHeaders more, ResponseEntity<Object> answer) {
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(answer.getHeaders());
    headers.putAll(more);
    return ResponseEntity.status(answer.getStatusCode()).headers(headers).body(answer.getBody());
  }
}
