package org.meitheal.dashboard.trial;

import org.meitheal.dashboard.settings.DashboardSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is sent by hand to the scheduler. */
@Configuration(proxyBeanMethods = false)
class TrialConfiguration {
  @Bean
  ClassifyCalls classifyCalls(DashboardSettings settings) {
    return new ClassifyCalls(settings.schedulerUrl());
  }
}
