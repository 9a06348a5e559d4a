package org.meitheal.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.protocol.MutableClock;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BearerTokenFilterTests {
  private final MutableClock clock = new MutableClock();
  private final KeyPair pair = Ed25519.generate();
  private final TokenIssuer issuer =
      new TokenIssuer("k1", pair.getPrivate(), clock, Duration.ofMinutes(10));
  private final AccessRules rules =
      AccessRules.builder()
          .open("/actuator/health/**")
          .allow("GET", "/v1/devices/**", Role.VIEWER, Role.OPERATOR)
          .allow("POST", "/v1/devices/{id}", Role.OPERATOR)
          .authenticated("POST", "/v2/**")
          .build();
  private final BearerTokenFilter filter =
      new BearerTokenFilter(
          new TokenVerifier((_, _) -> pair.getPublic(), clock), rules, ProtocolJson.MAPPER);
  private final MockFilterChain chain = new MockFilterChain();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @ParameterizedTest
  @CsvSource({
    "GET,/actuator/health,,200",
    "GET,/actuator/health/liveness,,200",
    "GET,/actuator/env,OPERATOR,403",
    "GET,/v1/devices,VIEWER,200",
    "GET,/v1/devices/cam-1,OPERATOR,200",
    "GET,/v1/devices,CLIENT,403",
    "GET,/v1/devices,,401",
    "POST,/v1/devices/cam-1,VIEWER,403",
    "POST,/v1/devices/cam-1,OPERATOR,200",
    "DELETE,/v1/devices/cam-1,OPERATOR,403",
    "POST,/v2/models/m/infer,CLIENT,200",
    "GET,/v2/models/m,CLIENT,403",
    "GET,/actuator/health/../../v1/devices,CLIENT,403",
    "GET,//v1/devices,CLIENT,403",
    "GET,/v1/devices;x=/actuator/health/,CLIENT,403"
  })
  void decidesByTheFirstRule(String method, String path, Role role, int expected) throws Exception {
    run(method, path, role == null ? null : "Bearer " + issuer.issue("x", role, List.of()));

    assertThat(response.getStatus()).isEqualTo(expected);
    assertThat(chain.getRequest() != null).isEqualTo(expected == 200);
  }

  @Test
  void leavesTheCallerForTheController() throws Exception {
    run("GET", "/v1/devices", "bearer " + issuer.issue("ann", Role.VIEWER, List.of("a")));

    AccessToken caller =
        AccessToken.of((jakarta.servlet.http.HttpServletRequest) chain.getRequest());
    assertThat(caller).isNotNull();
    assertThat(caller.subject()).isEqualTo("ann");
  }

  @Test
  void answersOnV2AsTheProtocolDoes() throws Exception {
    run("POST", "/v2/models/m/infer", null);

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getContentType()).isEqualTo("application/json");
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.getContentAsString())
        .isEqualTo("{\"error\":\"a bearer token is needed here\"}");
  }

  @Test
  void answersElsewhereWithAProblem() throws Exception {
    run("GET", "/v1/devices", "Bearer " + ApiKeyFormat.make("x"));

    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getContentAsString())
        .contains("\"code\":\"unauthenticated\"", "\"retryable\":false", "\"status\":401")
        .contains("exchange it for a token");
  }

  private void run(String method, String path, String authorization) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    if (authorization != null) {
      request.addHeader("Authorization", authorization);
    }
    filter.doFilter(request, response, chain);
  }
}
