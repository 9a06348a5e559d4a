package org.meitheal.worker.metric;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetricConfiguration {
  @Bean
  SmartInitializingSingleton readings(PrometheusRegistry registry, List<MultiCollector> readings) {
    return () -> readings.forEach(registry::register);
  }
}
