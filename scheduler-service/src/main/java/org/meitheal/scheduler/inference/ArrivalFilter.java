package org.meitheal.scheduler.inference;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes when a request came in: a deadline counts from its first header byte. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ArrivalFilter extends OncePerRequestFilter {
  private static final String ATTRIBUTE = ArrivalFilter.class.getName();

  /** By {@link System#nanoTime}. */
  static long arrivedNanos(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Long nanos ? nanos : System.nanoTime();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    request.setAttribute(ATTRIBUTE, System.nanoTime());
    chain.doFilter(request, response);
  }
}
