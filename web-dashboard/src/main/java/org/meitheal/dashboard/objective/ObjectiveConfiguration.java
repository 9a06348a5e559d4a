package org.meitheal.dashboard.objective;

import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.dashboard.remote.Polling;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.TokenSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the objectives to the scheduler. */
@Configuration(proxyBeanMethods = false)
class ObjectiveConfiguration {
  /** As often as the scheduler evaluates. */
  private static final Duration PERIOD = Duration.ofSeconds(5);

  @Bean
  Objectives objectives(DashboardSettings settings, TokenSource ownTokens, InstantSource clock) {
    return new Objectives(new ServiceCalls(settings.schedulerUrl(), ownTokens), clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Polling objectivePolling(Objectives objectives) {
    return new Polling("objectives", PERIOD, objectives::ask);
  }

  @Bean
  ObjectiveCalls objectiveCalls(
      DashboardSettings settings, TokenSource ownTokens, Objectives objectives) {
    return new ObjectiveCalls(
        settings.schedulerUrl(), new ServiceCalls(settings.schedulerUrl(), ownTokens), objectives);
  }
}
