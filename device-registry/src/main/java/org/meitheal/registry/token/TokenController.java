package org.meitheal.registry.token;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.registry.principal.ApiKeyText;
import org.meitheal.registry.principal.Principal;
import org.meitheal.registry.principal.Principals;
import org.meitheal.registry.settings.RegistryProperties;
import org.meitheal.registry.signing.SigningKeys;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Exchanges an API key for a token. */
@RestController
class TokenController {
  private static final String SCHEME = "Bearer ";

  private final Principals principals;
  private final SigningKeys keys;
  private final RegistryProperties properties;

  TokenController(Principals principals, SigningKeys keys, RegistryProperties properties) {
    this.principals = principals;
    this.keys = keys;
    this.properties = properties;
  }

  @PostMapping("/v1/tokens")
  TokenAnswer exchange(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String header) {
    Principal principal =
        ApiKeyText.parse(bearer(header))
            .flatMap(principals::authenticate)
            .orElseThrow(TokenController::refused);
    String token = keys.issuer().issue(principal.name(), principal.role(), principal.scopes());
    return new TokenAnswer(token, properties.tokenLifetime().toMillis());
  }

  private static String bearer(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "";
    }
    return header.substring(SCHEME.length()).strip();
  }

  /** The same for a missing, malformed, unknown and wrong key. */
  private static ProblemException refused() {
    return new ProblemException(401, "unauthenticated", false, "A valid API key is needed here.");
  }
}
