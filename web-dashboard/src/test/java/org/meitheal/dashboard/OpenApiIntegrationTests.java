package org.meitheal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The dashboard's OpenAPI document, held to its controllers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiIntegrationTests {
  private static final String NOBODY = "http://127.0.0.1:1";
  private static final String OWN_PACKAGE = "org.meitheal.dashboard";

  @LocalServerPort private int port;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Value("${server.servlet.context-path}")
  private String contextPath;

  @Value("${server.servlet.session.cookie.name}")
  private String cookie;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry properties) throws IOException {
    Path own = Files.createTempFile("dashboard", ".key");
    own.toFile().deleteOnExit();
    Files.writeString(own, ApiKeyFormat.make("dashboard") + "\n");
    properties.add("meitheal.dashboard.registry-url", () -> NOBODY);
    properties.add("meitheal.dashboard.scheduler-url", () -> NOBODY);
    properties.add("meitheal.dashboard.key-file", own::toString);
    properties.add("meitheal.dashboard.lab-control-file", () -> own + ".no-lab");
  }

  @Test
  void namesEveryMappingAndNoOther() throws Exception {
    Set<String> documented = new TreeSet<>();
    document()
        .path("paths")
        .forEachEntry((path, methods) ->
            methods
                .propertyNames()
                .forEach(method ->
                    documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));

    assertThat(documented).isEqualTo(mapped());
  }

  @Test
  void namesTheContextPathAndTheCookie() throws Exception {
    JsonNode document = document();

    assertThat(document.at("/servers/0/url").asString()).isEqualTo(contextPath);
    assertThat(document.at("/components/securitySchemes/session/name").asString())
        .isEqualTo(cookie);
  }

  private Set<String> mapped() {
    Set<String> mapped = new TreeSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          if (handler.getBeanType().getPackageName().startsWith(OWN_PACKAGE)) {
            add(mapping, mapped);
          }
        });
    return mapped;
  }

  private static void add(RequestMappingInfo mapping, Set<String> mapped) {
    for (String path : mapping.getPatternValues()) {
      mapping
          .getMethodsCondition()
          .getMethods()
          .forEach(method -> mapped.add(method.name() + " " + path));
    }
  }

  /** For all: nobody is signed in here. */
  private JsonNode document() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + port + contextPath + "/v3/api-docs");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      return ProtocolJson.MAPPER.readTree(answer.body());
    }
  }
}
