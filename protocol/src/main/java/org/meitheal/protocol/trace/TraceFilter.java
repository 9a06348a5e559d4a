package org.meitheal.protocol.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes traces in at a service with servlets. */
public final class TraceFilter extends OncePerRequestFilter {
  private final Tracing tracing;

  public TraceFilter(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Entry entry = tracing.enter(name(request), request::getHeader, isInference(request));
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

  /**
   * Those begin a trace; others only go on with one. Heartbeats, probes and followers would be a
   * flood of traces that nobody asks for.
   */
  private static boolean isInference(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && (path.endsWith("/infer") || path.endsWith("/classify"));
  }

  /** Without what changes from request to request: the kinds of spans must be few. */
  private static String name(HttpServletRequest request) {
    return request.getMethod() + " " + Paths.withoutIds(request.getRequestURI());
  }
}
