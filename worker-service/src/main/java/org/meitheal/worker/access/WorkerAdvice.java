package org.meitheal.worker.access;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.problem.ProblemAdvice;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.model.UnknownModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/** Errors in the form of their path. */
@RestControllerAdvice
final class WorkerAdvice extends ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(WorkerAdvice.class);
  private static final double MILLIS_PER_SECOND = 1e3;

  @ExceptionHandler(InferenceException.class)
  ResponseEntity<Object> inference(InferenceException failure, WebRequest request) {
    return answer(failure.kind(), failure.text(), failure.earliestFinishMs(), request);
  }

  @ExceptionHandler(UnknownModelException.class)
  ResponseEntity<Object> unknownModel(UnknownModelException unknown, WebRequest request) {
    return answer(Kind.UNKNOWN_MODEL, String.valueOf(unknown.getMessage()), null, request);
  }

  @ExceptionHandler(MemoryExhaustedException.class)
  ResponseEntity<Object> noMemory(MemoryExhaustedException full, WebRequest request) {
    return answer(Kind.NO_CAPACITY, String.valueOf(full.getMessage()), null, request);
  }

  /** The heap is bounded on purpose; a request that does not fit now may fit later. */
  @ExceptionHandler(OutOfMemoryError.class)
  ResponseEntity<Object> heapFull(OutOfMemoryError full, WebRequest request) {
    log.warn("a request needed more memory than this worker has");
    return answer(Kind.NO_CAPACITY, "not enough memory for this request", null, request);
  }

  private ResponseEntity<Object> answer(
      Kind kind, String text, @Nullable Double earliestFinishMs, WebRequest request) {
    boolean retryable = kind == Kind.NO_CAPACITY || kind == Kind.DEADLINE_EXCEEDED;
    ResponseEntity<Object> plain = answer(kind.status(), kind.code(), retryable, text, request);
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(plain.getHeaders());
    headers.set(OipHeaders.ERROR_CODE, kind.code());
    if (kind == Kind.NO_CAPACITY) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(earliestFinishMs)));
    }
    return ResponseEntity.status(plain.getStatusCode()).headers(headers).body(plain.getBody());
  }

  private static long seconds(@Nullable Double ms) {
    return ms == null ? 1 : Math.max(1, (long) Math.ceil(ms / MILLIS_PER_SECOND));
  }
}
