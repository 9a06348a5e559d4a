package org.meitheal.scheduler.bundle;

import org.meitheal.protocol.model.BundleShelf;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BundleConfiguration {
  @Bean
  BundleShelf bundleShelf(SchedulerProperties properties) {
    return new BundleShelf(properties.modelsDir());
  }
}
