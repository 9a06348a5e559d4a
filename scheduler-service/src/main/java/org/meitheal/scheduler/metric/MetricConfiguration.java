package org.meitheal.scheduler.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetricConfiguration {
  @Bean
  ExecutionMeters executionMeters(MeterRegistry registry, InstantSource clock) {
    return new ExecutionMeters(registry, clock);
  }

  @Bean
  FleetReadings fleetReadings(SiteFleet fleet) {
    return new FleetReadings(fleet::snapshot);
  }

  @Bean
  SmartInitializingSingleton readings(PrometheusRegistry registry, List<MultiCollector> readings) {
    return () -> readings.forEach(registry::register);
  }
}
