package org.meitheal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.gateway.error.GatewayError;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import tools.jackson.databind.JsonNode;

/** The gateway's OpenAPI document, held to its routes and errors; and the way to the services'. */
class OpenApiIntegrationTests extends GatewayTestBase {
  private static final Pattern PATHS = Pattern.compile("Paths: \\[([^]]*)]");
  private static final String DOCUMENT = "/v3/api-docs";

  @Autowired private RouteLocator routes;

  @Test
  void isThereForAll() throws Exception {
    HttpResponse<String> answer = send(request(DOCUMENT).GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(document().path("openapi").asString()).startsWith("3.1");
  }

  @Test
  void namesEveryRouteAndNoOther() throws Exception {
    Set<String> routed = new TreeSet<>();
    routes
        .getRoutes()
        .toStream()
        .map(Route::getPredicate)
        .forEach(predicate -> {
          Matcher paths = PATHS.matcher(predicate.toString());
          assertThat(paths.find()).as("paths in " + predicate).isTrue();
          routed.addAll(List.of(paths.group(1).split(", ")));
        });
    Set<String> documented = new TreeSet<>();
    documentedCalls().map(call -> call.substring(call.indexOf(' ') + 1)).forEach(documented::add);
    JsonNode services = document().at("/paths/~1v3~1api-docs~1{service}/get/parameters/0/schema");
    services.path("enum").forEach(name -> documented.add(DOCUMENT + "/" + name.asString()));

    assertThat(documented).isEqualTo(routed);
  }

  @Test
  void leadsEachCallToTheServiceThatItNames() throws Exception {
    for (JsonNode route : document().path("x-routes")) {
      FakeUpstream service =
          switch (route.path("service").asString()) {
            case "device-registry" -> REGISTRY.http;
            case "scheduler-service" -> SCHEDULER;
            case "web-dashboard" -> DASHBOARD;
            case String other -> throw new AssertionError("unknown service " + other);
          };
      for (String path : recordedPaths(route)) {
        send(get(path));
        assertThat(asked(service).uri()).hasToString(path);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "scheduler"})
  void passesOnTheDocumentOfAService(String name) throws Exception {
    FakeUpstream service = name.equals("registry") ? REGISTRY.http : SCHEDULER;

    assertThat(send(request(DOCUMENT + "/" + name).GET()).statusCode()).isEqualTo(200);

    FakeUpstream.Asked asked = asked(service);
    assertThat(asked.uri()).hasToString(DOCUMENT);
    assertThat(asked.header("Host")).as("the server of its paths").isEqualTo("localhost:" + port);
  }

  @Test
  void knowsNoOtherDocument() throws Exception {
    assertIsProblem(send(get(DOCUMENT + "/worker")), 404, "not-found", false);
    assertIsProblem(
        send(get(DOCUMENT + "/registry").POST(BodyPublishers.noBody())), 404, "not-found", false);
  }

  @Test
  void describesTheErrorsAsTheyAre() throws Exception {
    JsonNode responses = document().at("/components/responses");
    for (GatewayError error :
        List.of(
            GatewayError.noCredential(),
            GatewayError.bodyTooLarge(1),
            GatewayError.overQuota(java.time.Duration.ZERO),
            GatewayError.unavailable("", java.time.Duration.ZERO))) {
      String status = Integer.toString(error.status().value());
      assertThat(responses.path(status).path("description").asString()).endsWith(error.code());
    }
    JsonNode problem = ProtocolJson.MAPPER.readTree(send(get("/nowhere")).body());
    List<String> required = new ArrayList<>();
    document()
        .at("/components/schemas/Problem/required")
        .forEach(name -> required.add(name.asString()));
    assertThat(problem.propertyNames()).containsExactlyInAnyOrderElementsOf(required);
  }

  private Stream<String> documentedCalls() throws Exception {
    List<String> calls = new ArrayList<>();
    for (JsonNode route : document().path("x-routes")) {
      route.path("calls").forEach(call -> calls.add(call.asString()));
    }
    return calls.stream();
  }

  /** Of any method; the fake registry answers about keys without keeping that it was asked. */
  private static List<String> recordedPaths(JsonNode route) {
    List<String> paths = new ArrayList<>();
    route.path("calls").forEach(call -> paths.add(call.asString().replace("**", "a")));
    paths.removeIf(call -> !call.startsWith("/"));
    paths.removeAll(List.of("/v1/tokens", "/v1/keys"));
    return paths;
  }

  private JsonNode document() throws Exception {
    return ProtocolJson.MAPPER.readTree(send(request(DOCUMENT).GET()).body());
  }
}
