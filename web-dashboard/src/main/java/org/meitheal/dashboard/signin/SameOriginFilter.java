package org.meitheal.dashboard.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site's page posts. The session's cookie is already SameSite=Strict; this
 * holds where a browser does not, and for a neighbour on another port, which is the same site.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SameOriginFilter extends OncePerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SAFE.contains(request.getMethod()) || isSameOrigin(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** Every browser of the last years sends Origin with a POST, so one without is none of them. */
  private static boolean isSameOrigin(HttpServletRequest request) {
    String host = request.getHeader("Host");
    String authority = authority(request.getHeader("Origin"));
    return host != null && host.equalsIgnoreCase(authority);
  }

  /** The scheme is left out: behind a proxy that ends TLS it is another here. */
  private static @Nullable String authority(@Nullable String origin) {
    if (origin == null) {
      return null;
    }
    try {
      return new URI(origin).getAuthority();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
