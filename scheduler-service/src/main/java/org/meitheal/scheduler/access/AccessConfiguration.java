package org.meitheal.scheduler.access;

import org.meitheal.protocol.identity.AccessRules;
import org.meitheal.protocol.identity.BearerTokenFilter;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenVerifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  private static final Role[] ASKING = {Role.DEVICE, Role.OPERATOR, Role.SERVICE};
  private static final Role[] LOOKING = {Role.OPERATOR, Role.SERVICE};

  @Bean
  FilterRegistrationBean<BearerTokenFilter> bearerTokens(TokenVerifier verifier, JsonMapper json) {
    return new FilterRegistrationBean<>(new BearerTokenFilter(verifier, rules(), json));
  }

  private static AccessRules rules() {
    return AccessRules.builder()
        .allow("GET", "/actuator/prometheus", Role.VIEWER, LOOKING)
        .open("/actuator/**")
        .open("/v3/api-docs/**")
        .open("/v3/api-docs.yaml")
        .open("GET", "/v2/health/**")
        .allow("POST", "/v2/models/**", Role.CLIENT, ASKING)
        .allow("POST", "/v1/models/*/classify", Role.CLIENT, ASKING)
        .allow("POST", "/v1/plans", Role.CLIENT, ASKING)
        .allow("POST", "/v2/repository/models/**", Role.OPERATOR)
        .authenticated("GET", "/v2/**")
        .authenticated("GET", "/v2")
        .authenticated("POST", "/v2/**")
        .authenticated("GET", "/v1/models")
        .allow("GET", "/v1/bundles/**", Role.DEVICE, Role.OPERATOR, Role.SERVICE)
        .allow("GET", "/v1/decisions/watch", Role.VIEWER, LOOKING)
        .allow(
            "GET",
            "/v1/decisions/*",
            Role.CLIENT,
            Role.DEVICE,
            Role.VIEWER,
            Role.OPERATOR,
            Role.SERVICE)
        .allow("GET", "/v1/decisions", Role.VIEWER, LOOKING)
        .allow("GET", "/v1/executions/**", Role.VIEWER, LOOKING)
        .allow("GET", "/v1/executions", Role.VIEWER, LOOKING)
        .allow("DELETE", "/v1/executions/*", Role.OPERATOR, Role.SERVICE)
        .allow("POST", "/v1/executions/*/outcome", Role.DEVICE)
        .allow("POST", "/v1/mismatches", Role.DEVICE)
        .allow("GET", "/v1/events", Role.VIEWER, LOOKING)
        .allow("GET", "/v1/exclusions", Role.VIEWER, LOOKING)
        .allow("DELETE", "/v1/exclusions/*", Role.OPERATOR, Role.SERVICE)
        .allow("GET", "/v1/objectives", Role.VIEWER, LOOKING)
        .allow("GET", "/v1/objectives/**", Role.VIEWER, LOOKING)
        .allow("PUT", "/v1/objectives/*", Role.OPERATOR, Role.SERVICE)
        .allow("DELETE", "/v1/objectives/*", Role.OPERATOR, Role.SERVICE)
        .allow("GET", "/v1/alerts", Role.VIEWER, LOOKING)
        .build();
  }
}
