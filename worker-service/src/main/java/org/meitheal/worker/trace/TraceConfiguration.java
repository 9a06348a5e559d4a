package org.meitheal.worker.trace;

import org.meitheal.protocol.trace.TraceFilter;
import org.meitheal.protocol.trace.Tracing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {
  /** Just after what notes when a request came. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 5;

  @Bean(destroyMethod = "close")
  Tracing tracing(
      @Value("${meitheal.tracing.endpoint:}") String endpoint,
      @Value("${meitheal.tracing.share:0.1}") double share,
      @Value("${spring.application.name}") String service) {
    return Tracing.configured(endpoint, service, share);
  }

  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter(Tracing tracing) {
    FilterRegistrationBean<TraceFilter> filter =
        new FilterRegistrationBean<>(new TraceFilter(tracing));
    filter.setOrder(ORDER);
    return filter;
  }
}
