package org.meitheal.gateway.route;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.net.URI;
import org.meitheal.gateway.credential.Access;
import org.meitheal.gateway.settings.GatewaySettings;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The whole map. What is not on it is a 404, with or without a credential. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {
  private static final String RESPONSE_TIMEOUT = "response-timeout";
  private static final String DOCUMENT = "/v3/api-docs";

  private static final String[] SCHEDULER = {
    "/v2",
    "/v2/**",
    "/v1/models",
    "/v1/models/**",
    "/v1/plans",
    "/v1/decisions",
    "/v1/decisions/**",
    "/v1/executions",
    "/v1/executions/**",
    "/v1/mismatches",
    "/v1/events",
    "/v1/exclusions",
    "/v1/exclusions/**",
    "/v1/objectives",
    "/v1/objectives/**",
    "/v1/alerts"
  };
  private static final String[] REGISTRY = {
    "/v1/devices",
    "/v1/devices/**",
    "/v1/links",
    "/v1/links/**",
    "/v1/enrolment-keys",
    "/v1/principals",
    "/v1/principals/**",
    "/v1/watch"
  };

  private final GatewaySettings settings;

  RouteConfiguration(GatewaySettings settings) {
    this.settings = settings;
  }

  @Bean
  RouteLocator routes(RouteLocatorBuilder builder) {
    return builder
        .routes()
        .route(
            "keys", r -> to(r.path("/v1/tokens", "/v1/keys"), settings.registryUrl(), Access.OPEN))
        .route("enrol", this::enrolment)
        .route("scheduler", r -> to(r.path(SCHEDULER), settings.schedulerUrl(), Access.CALLERS))
        .route("registry", r -> to(r.path(REGISTRY), settings.registryUrl(), Access.CALLERS))
        .route("dashboard", this::dashboard)
        .route("registry-document", r -> document(r, "registry", settings.registryUrl()))
        .route("scheduler-document", r -> document(r, "scheduler", settings.schedulerUrl()))
        .build();
  }

  /** A device that enrols has nothing to show but its enrolment key, which is in the body. */
  private Buildable<Route> enrolment(PredicateSpec spec) {
    return to(
        spec.path("/v1/devices").and().method(HttpMethod.POST),
        settings.registryUrl(),
        Access.OPEN);
  }

  /** It compares its host with a form's origin, so it must see the host that the browser saw. */
  private Buildable<Route> dashboard(PredicateSpec spec) {
    return to(
        spec.path("/dashboard", "/dashboard/**").filters(GatewayFilterSpec::preserveHostHeader),
        settings.dashboardUrl(),
        Access.OPEN);
  }

  /** An OpenAPI document names the host that it was asked at as the server of its paths. */
  private Buildable<Route> document(PredicateSpec spec, String name, URI service) {
    return to(
        spec.path(DOCUMENT + "/" + name)
            .and()
            .method(HttpMethod.GET)
            .filters(filters -> filters.setPath(DOCUMENT).preserveHostHeader()),
        service,
        Access.OPEN);
  }

  private Buildable<Route> to(UriSpec spec, URI service, Access access) {
    return spec.metadata(access.asMetadata())
        .metadata(RESPONSE_TIMEOUT, settings.responseTimeout().toMillis())
        .uri(service);
  }

  @Bean
  RouterFunction<ServerResponse> home() {
    return route(
        GET("/"), _ -> ServerResponse.temporaryRedirect(URI.create("/dashboard/")).build());
  }

  /** The door's own; it says where those of the services behind are. */
  @Bean
  RouterFunction<ServerResponse> ownDocument() {
    return route(
        GET(DOCUMENT),
        _ ->
            ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(new ClassPathResource("openapi.json")));
  }
}
