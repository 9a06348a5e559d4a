package org.meitheal.dashboard.model;

import java.time.Duration;
import org.meitheal.dashboard.remote.Polling;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.TokenSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the models to the scheduler. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
  @Bean
  Models models(DashboardSettings settings, TokenSource ownTokens) {
    return new Models(new ServiceCalls(settings.schedulerUrl(), ownTokens));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Polling modelPolling(Models models) {
    return new Polling("models", Duration.ofSeconds(5), models::ask);
  }
}
