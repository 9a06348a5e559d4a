package org.meitheal.dashboard.metric;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.meitheal.protocol.identity.AccessRules;
import org.meitheal.protocol.identity.BearerTokenFilter;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.identity.TokenVerifier;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MetricConfiguration {
  private static final String PATH = "/actuator/prometheus";

  @Bean
  SmartInitializingSingleton readings(PrometheusRegistry registry, List<MultiCollector> readings) {
    return () -> readings.forEach(registry::register);
  }

  /** Prometheus has a token and no session. */
  @Bean
  FilterRegistrationBean<BearerTokenFilter> metricsGate(TokenVerifier verifier, JsonMapper json) {
    AccessRules rules =
        AccessRules.builder().allow("GET", PATH, Role.VIEWER, Role.OPERATOR, Role.SERVICE).build();
    FilterRegistrationBean<BearerTokenFilter> gate =
        new FilterRegistrationBean<>(new BearerTokenFilter(verifier, rules, json));
    gate.addUrlPatterns(PATH, PATH + "/*");
    return gate;
  }
}
