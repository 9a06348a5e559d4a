package org.meitheal.dashboard.pulse;

import java.time.InstantSource;
import org.meitheal.dashboard.decision.Decisions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the outcomes follow the decisions. */
@Configuration(proxyBeanMethods = false)
class PulseConfiguration {
  @Bean
  RecentOutcomes recentOutcomes(Decisions decisions, InstantSource clock) {
    RecentOutcomes outcomes = new RecentOutcomes(clock);
    decisions.addListener(outcomes::add);
    return outcomes;
  }
}
