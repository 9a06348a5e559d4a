package org.meitheal.dashboard.event;

import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.TokenSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the events to the scheduler. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {
  @Bean
  Events events(DashboardSettings settings, TokenSource ownTokens) {
    return new Events(settings.schedulerUrl(), ownTokens);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  EventPolling eventPolling(Events events) {
    return new EventPolling(events);
  }
}
