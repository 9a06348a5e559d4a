package org.meitheal.registry.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.protocol.identity.ApiKey;
import org.meitheal.protocol.identity.ApiKeyRequest;
import org.meitheal.protocol.identity.Role;
import org.meitheal.registry.testing.Answer;
import org.meitheal.registry.testing.IntegrationTest;

/** As Prometheus asks: first with the header, and, where that is refused, in the body. */
class OAuthIntegrationTests extends IntegrationTest {
  private static final String GRANT = "grant_type=client_credentials";

  @Test
  void exchangesAKeyInTheHeaderForATokenThatReadsMetrics() {
    ApiKey key = viewer();

    Answer answer = ask(GRANT, "Authorization", basic(key.name() + ":" + key.key()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json().path("token_type").asString()).isEqualTo("Bearer");
    assertThat(answer.json().path("expires_in").asLong()).isEqualTo(600);
    String token = answer.json().path("access_token").asString();
    assertThat(anonymous().as(token).get("/actuator/prometheus").status()).isEqualTo(200);
  }

  @Test
  void exchangesAKeyInTheBody() {
    ApiKey key = viewer();

    Answer answer = ask(GRANT + "&client_id=" + key.name() + "&client_secret=" + key.key());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusesAnothersNameAndAWrongKey() {
    ApiKey key = viewer();

    assertThat(ask(GRANT, "Authorization", basic("root:" + key.key())).json().toString())
        .isEqualTo("{\"error\":\"invalid_client\"}");
    assertThat(ask(GRANT + "&client_id=" + key.name() + "&client_secret=mk_x_y").status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&",
        "grant_type=password&client_id=a&client_secret=b",
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=%zz&client_secret=b"
      })
  void refusesWhatIsNoSuchGrant(String body) {
    Answer answer = ask(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic %%%", "Basic YWJj", "Bearer abc"})
  void refusesAHeaderThatIsNone(String header) {
    assertThat(ask(GRANT, "Authorization", header).status()).isEqualTo(400);
  }

  private ApiKey viewer() {
    return operator()
        .post("/v1/principals", new ApiKeyRequest(unique("prometheus"), Role.VIEWER, List.of()))
        .as(ApiKey.class);
  }

  private Answer ask(String body, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return anonymous().send("POST", "/v1/tokens", BodyPublishers.ofString(body), all);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
