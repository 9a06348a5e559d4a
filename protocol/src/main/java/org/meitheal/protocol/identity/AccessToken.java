package org.meitheal.protocol.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as a verified token says.
 *
 * @param subject the caller's name, or the id of the device
 */
public record AccessToken(String subject, Role role, List<String> scopes, Instant expiresAt) {
  /** The request attribute in which {@link BearerTokenFilter} leaves it. */
  public static final String ATTRIBUTE = AccessToken.class.getName();

  public AccessToken {
    scopes = List.copyOf(scopes);
  }

  /** The caller of this request; null on paths that are open to all. */
  public static @Nullable AccessToken of(HttpServletRequest request) {
    return (AccessToken) request.getAttribute(ATTRIBUTE);
  }
}
