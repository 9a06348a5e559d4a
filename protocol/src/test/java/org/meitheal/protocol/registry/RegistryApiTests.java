package org.meitheal.protocol.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.FakeServer;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

class RegistryApiTests {
  private final AtomicReference<String> seen = new AtomicReference<>();
  private volatile Object answer = "{}";
  private final FakeServer server =
      new FakeServer()
          .on(
              "/",
              exchange -> {
                seen.set(
                    exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + new String(exchange.getRequestBody().readAllBytes()));
                FakeServer.json(exchange, 200, answer);
              });
  private final RegistryApi api =
      HttpServiceProxyFactory.builderFor(
              RestClientAdapter.create(
                  RestClient.builder()
                      .baseUrl(server.uri().toString())
                      .configureMessageConverters(converters ->
                          converters.withJsonConverter(
                              new JacksonJsonHttpMessageConverter(ProtocolJson.MAPPER)))
                      .build()))
          .build()
          .createClient(RegistryApi.class);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAsTheRegistryIsAsked() {
    answer = new TokenAnswer("t", 5);
    assertThat(api.token("Bearer mk")).isEqualTo(answer);
    assertThat(seen.get()).startsWith("POST /v1/tokens");

    api.publishKey("k1", new PublicKeys.Key("k1", "ticket", "x"));
    assertThat(seen.get())
        .isEqualTo("PUT /v1/keys/k1 {\"kid\":\"k1\",\"use\":\"ticket\",\"x\":\"x\"}");

    answer = List.of(Views.device("cam-1", 3L, 5));
    assertThat(api.devices(Tier.EDGE, null, null, 10, null)).isEqualTo(answer);
    assertThat(seen.get()).isEqualTo("GET /v1/devices?tier=EDGE&limit=10 ");

    answer = Views.device("cam-1", 3L, 5);
    assertThat(api.patch("cam-1", "\"1\"", new DevicePatch(OperatorState.CORDONED)).getBody())
        .isEqualTo(answer);
    assertThat(seen.get()).isEqualTo("PATCH /v1/devices/cam-1 {\"operator_state\":\"CORDONED\"}");
  }
}
