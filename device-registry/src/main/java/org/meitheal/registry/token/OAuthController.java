package org.meitheal.registry.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.registry.principal.ApiKeyText;
import org.meitheal.registry.principal.Principal;
import org.meitheal.registry.principal.Principals;
import org.meitheal.registry.settings.RegistryProperties;
import org.meitheal.registry.signing.SigningKeys;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same exchange for programs that know OAuth 2.0 and not us, Prometheus first of all: the name
 * of a principal is the client's id, its API key the secret.
 */
@RestController
class OAuthController {
  private static final int LONGEST_BODY = 8 << 10;

  private final Principals principals;
  private final SigningKeys keys;
  private final RegistryProperties properties;

  OAuthController(Principals principals, SigningKeys keys, RegistryProperties properties) {
    this.principals = principals;
    this.keys = keys;
    this.properties = properties;
  }

  @PostMapping(path = "/v1/tokens", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Object> exchange(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY);
    ClientCredentials client =
        ClientCredentials.of(authorization, new String(body, StandardCharsets.UTF_8));
    return client == null
        ? error(HttpStatus.BAD_REQUEST, "invalid_request")
        : principal(client)
            .map(this::token)
            .orElseGet(() -> error(HttpStatus.UNAUTHORIZED, "invalid_client"));
  }

  private Optional<Principal> principal(ClientCredentials client) {
    return ApiKeyText.parse(client.secret())
        .flatMap(principals::authenticate)
        .filter(principal -> principal.name().equals(client.id()));
  }

  private ResponseEntity<Object> token(Principal principal) {
    String token = keys.issuer().issue(principal.name(), principal.role(), principal.scopes());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new OAuthAnswer(token, "Bearer", properties.tokenLifetime().toSeconds()));
  }

  private static ResponseEntity<Object> error(HttpStatus status, String code) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"meitheal\"");
    }
    return answer.body(Map.of("error", code));
  }
}
