package org.meitheal.protocol.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.AccessRules.Verdict;
import org.meitheal.protocol.problem.ErrorAnswer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a request pass if its bearer token is valid and its role is allowed there; answers 401 or
 * 403 in the error form of the path otherwise.
 */
public final class BearerTokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final TokenVerifier verifier;
  private final AccessRules rules;
  private final JsonMapper json;

  public BearerTokenFilter(TokenVerifier verifier, AccessRules rules, JsonMapper json) {
    this.verifier = verifier;
    this.rules = rules;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean mayPass =
        switch (rules.of(request)) {
          case Verdict.Open() -> true;
          case Verdict.Only(Set<Role> roles) -> isAllowed(roles, request, response);
        };
    if (mayPass) {
      chain.doFilter(request, response);
    }
  }

  private boolean isAllowed(
      Set<Role> roles, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String compact = bearer(request);
    if (compact == null) {
      unauthenticated(request, response, "a bearer token is needed here");
      return false;
    }
    AccessToken token;
    try {
      token = verifier.verify(compact);
    } catch (InvalidTokenException invalid) {
      unauthenticated(request, response, message(compact, invalid));
      return false;
    }
    if (!roles.contains(token.role())) {
      ErrorAnswer.of(403, "forbidden", false, "not allowed for the role " + token.role())
          .write(request, response, json);
      return false;
    }
    request.setAttribute(AccessToken.ATTRIBUTE, token);
    return true;
  }

  private static String message(String compact, InvalidTokenException invalid) {
    return compact.startsWith("mk_")
        ? "an API key is taken at the gateway; here exchange it for a token first"
        : String.valueOf(invalid.getMessage());
  }

  private void unauthenticated(
      HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    ErrorAnswer.of(401, "unauthenticated", false, detail).write(request, response, json);
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    return header.substring(SCHEME.length()).strip();
  }
}
