package org.meitheal.dashboard.decision;

import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.TokenSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the decisions to the scheduler. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {
  @Bean
  NewestDecisions newestDecisions() {
    return new NewestDecisions();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  DecisionFollower decisionFollower(
      DashboardSettings settings, TokenSource ownTokens, NewestDecisions newest) {
    return new DecisionFollower(settings.schedulerUrl(), ownTokens, newest);
  }
}
