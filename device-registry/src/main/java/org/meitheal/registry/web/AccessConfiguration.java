package org.meitheal.registry.web;

import static org.meitheal.protocol.identity.Role.DEVICE;
import static org.meitheal.protocol.identity.Role.OPERATOR;
import static org.meitheal.protocol.identity.Role.SERVICE;
import static org.meitheal.protocol.identity.Role.VIEWER;

import java.time.InstantSource;
import org.meitheal.protocol.identity.AccessRules;
import org.meitheal.protocol.identity.BearerTokenFilter;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.identity.TokenVerifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  @Bean
  FilterRegistrationBean<BearerTokenFilter> bearerTokenFilter(
      PublicKeySource keys, InstantSource clock, JsonMapper json) {
    FilterRegistrationBean<BearerTokenFilter> registration =
        new FilterRegistrationBean<>(
            new BearerTokenFilter(new TokenVerifier(keys, clock), rules(), json));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  /** What is not listed is denied. */
  static AccessRules rules() {
    return AccessRules.builder()
        .open("GET", "/actuator/health/**")
        .open("GET", "/v3/api-docs/**")
        .open("GET", "/v1/keys")
        // These two authenticate their callers themselves.
        .open("POST", "/v1/tokens")
        .open("POST", "/v1/devices")
        .allow("GET", "/actuator/info", VIEWER, OPERATOR, SERVICE)
        .allow("GET", "/actuator/prometheus", VIEWER, OPERATOR, SERVICE)
        .allow("PUT", "/v1/keys/*", SERVICE)
        .allow("GET", "/v1/principals", OPERATOR)
        .allow("POST", "/v1/principals", OPERATOR)
        .allow("DELETE", "/v1/principals/*", OPERATOR)
        .allow("POST", "/v1/enrolment-keys", OPERATOR)
        .allow("GET", "/v1/devices", VIEWER, OPERATOR, SERVICE)
        .allow("GET", "/v1/devices/*", VIEWER, OPERATOR, SERVICE)
        .allow("PATCH", "/v1/devices/*", OPERATOR)
        .allow("DELETE", "/v1/devices/*", OPERATOR)
        .allow("POST", "/v1/devices/*/epochs", DEVICE)
        .allow("PUT", "/v1/devices/*/heartbeat", DEVICE)
        .allow("DELETE", "/v1/devices/*/lease", DEVICE)
        .allow("GET", "/v1/links/**", VIEWER, OPERATOR, SERVICE)
        .allow("POST", "/v1/link-samples", SERVICE, DEVICE)
        .allow("GET", "/v1/watch", VIEWER, OPERATOR, SERVICE)
        .build();
  }
}
