package org.meitheal.protocol.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes traces in at a service with servlets. */
public final class TraceFilter extends OncePerRequestFilter {
  private final Tracing tracing;
  private final Predicate<HttpServletRequest> begins;

  /**
   * @param begins requests that may begin a trace; others only go on with one
   */
  public TraceFilter(Tracing tracing, Predicate<HttpServletRequest> begins) {
    this.tracing = tracing;
    this.begins = begins;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Entry entry = tracing.enter(name(request), request::getHeader, begins.test(request));
    if (entry == null) {
      chain.doFilter(request, response);
      return;
    }
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try (Entry.Current _ = entry.current()) {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      entry.end(status);
    }
  }

  /** Without what changes from request to request: the kinds of spans must be few. */
  private static String name(HttpServletRequest request) {
    return request.getMethod() + " " + Paths.withoutIds(request.getRequestURI());
  }
}
