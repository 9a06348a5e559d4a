package org.meitheal.worker.access;

import static org.meitheal.protocol.identity.AccessRules.ANY_METHOD;

import org.meitheal.protocol.identity.AccessRules;
import org.meitheal.protocol.identity.BearerTokenFilter;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenVerifier;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  private static final int JUST_INSIDE = 100;

  @Bean
  JsonMapperBuilderCustomizer protocolJson() {
    return builder -> {
      var _ = ProtocolJson.configure(builder);
    };
  }

  @Bean
  FilterRegistrationBean<BearerTokenFilter> bearerTokenFilter(
      TokenVerifier verifier, JsonMapper json) {
    FilterRegistrationBean<BearerTokenFilter> registration =
        new FilterRegistrationBean<>(new BearerTokenFilter(verifier, rules(), json));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + JUST_INSIDE);
    return registration;
  }

  private static AccessRules rules() {
    return AccessRules.builder()
        .open("GET", "/actuator/health/**")
        .open("GET", "/actuator/info")
        .allow("GET", "/actuator/prometheus", Role.VIEWER, Role.OPERATOR, Role.SERVICE)
        .open("GET", "/v3/api-docs/**")
        .open("/v1/probe")
        // The ticket is the credential.
        .open("POST", "/v1/executions")
        .open("/v1/executions/*/attempts/**")
        .open("/v1/parts/**")
        .allow(ANY_METHOD, "/v1/executions/**", Role.SERVICE, Role.OPERATOR)
        .allow(ANY_METHOD, "/v2/repository/**", Role.OPERATOR)
        .allow(ANY_METHOD, "/v1/bundles/**", Role.DEVICE, Role.SERVICE, Role.OPERATOR)
        .authenticated("GET", "/v2/**")
        .allow(ANY_METHOD, "/v2/**", Role.CLIENT, Role.DEVICE, Role.SERVICE, Role.OPERATOR)
        .allow(ANY_METHOD, "/v1/models/**", Role.CLIENT, Role.DEVICE, Role.SERVICE, Role.OPERATOR)
        .authenticated(ANY_METHOD, "/**")
        .build();
  }
}
