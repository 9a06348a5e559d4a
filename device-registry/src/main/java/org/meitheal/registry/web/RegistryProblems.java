package org.meitheal.registry.web;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemAdvice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.core.exc.StreamConstraintsException;

/** The form of errors, and what this service's own failures mean to callers. */
@RestControllerAdvice
class RegistryProblems extends ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(RegistryProblems.class);

  /** The database is away or too busy: others can do without the registry for a while. */
  @ExceptionHandler({
    org.springframework.dao.DataAccessResourceFailureException.class,
    org.springframework.dao.TransientDataAccessException.class,
    TransactionException.class
  })
  @Nullable ResponseEntity<Object> databaseAway(RuntimeException away, WebRequest request) {
    log.warn("the database does not answer: {}", away.getMessage());
    return answer(503, "database-unavailable", true, "The database does not answer.", request);
  }

  /** Anything else of the database is a mistake of ours. */
  @ExceptionHandler(DataAccessException.class)
  @Nullable ResponseEntity<Object> databaseRefuses(DataAccessException error, WebRequest request)
      throws Exception {
    return unexpected(error, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException error,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return error.getCause() instanceof StreamConstraintsException
        ? answer(
            413, "body-too-large", false, "The body is larger or deeper than allowed.", request)
        : super.handleHttpMessageNotReadable(error, headers, status, request);
  }
}
