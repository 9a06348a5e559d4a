package org.meitheal.dashboard.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Lets through who is signed in, and what the form itself needs. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SignInGate extends OncePerRequestFilter {
  private static final List<PathPattern> OPEN =
      List.of(
          open("/sign-in"),
          open("/sign-out"),
          open("/*.css"),
          open("/*.js"),
          open("/webjars/**"),
          open("/v3/api-docs"),
          // It asks for a token of its own: see metric.
          open("/actuator/prometheus"),
          open("/actuator/health/**"));

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SignedIn.of(request) != null || isOpen(request)) {
      chain.doFilter(request, response);
    } else if (isPage(request)) {
      response.sendRedirect(request.getContextPath() + "/sign-in");
    } else {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  private static boolean isOpen(HttpServletRequest request) {
    RequestPath path = ServletRequestPathUtils.parseAndCache(request);
    return OPEN.stream().anyMatch(pattern -> pattern.matches(path.pathWithinApplication()));
  }

  private static boolean isPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
  }

  private static PathPattern open(String pattern) {
    return PathPatternParser.defaultInstance.parse(pattern);
  }
}
