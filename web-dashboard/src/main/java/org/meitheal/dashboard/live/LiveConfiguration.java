package org.meitheal.dashboard.live;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Holds the one feed. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
  @Bean
  LiveFeed liveFeed() {
    return new LiveFeed();
  }
}
