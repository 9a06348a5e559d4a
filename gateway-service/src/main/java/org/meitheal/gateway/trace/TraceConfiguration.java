package org.meitheal.gateway.trace;

import org.meitheal.protocol.trace.Tracing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {
  @Bean(destroyMethod = "close")
  Tracing tracing(
      @Value("${meitheal.tracing.endpoint:}") String endpoint,
      @Value("${meitheal.tracing.share:0.1}") double share,
      @Value("${spring.application.name}") String service) {
    return Tracing.configured(endpoint, service, share);
  }

  @Bean
  TraceWebFilter traceFilter(Tracing tracing) {
    return new TraceWebFilter(tracing);
  }
}
