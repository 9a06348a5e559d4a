package org.meitheal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Nothing behind the gateway is there. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceAwayIntegrationTests {
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    String nobody = "http://127.0.0.1:" + freePort();
    properties.add("meitheal.gateway.registry-url", () -> nobody);
    properties.add("meitheal.gateway.scheduler-url", () -> nobody);
    properties.add("meitheal.gateway.dashboard-url", () -> nobody);
  }

  @Test
  void saysSoAndWhenToComeBack() throws Exception {
    HttpResponse<String> answer = get("/dashboard/", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.headers().firstValue("Meitheal-Error-Code")).hasValue("unavailable");
    assertThat(answer.body()).contains("\"retryable\":true").doesNotContain("Exception");
  }

  @Test
  void cannotTellWhetherAKeyIsGood() throws Exception {
    HttpResponse<String> answer = get("/v2", "Bearer mk_unknown");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).startsWith("{\"error\":\"");
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header("Authorization", authorization)
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
