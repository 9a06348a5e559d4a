package org.meitheal.scheduler.lead;

import org.apache.hc.core5.util.Timeout;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeadConfiguration {
  @Bean
  LeadClient leadClient(SchedulerProperties properties, TokenSource tokens) {
    return new LeadClient(
        properties.bindAddress(), Timeout.of(properties.maxDeadline()), tokens::token);
  }
}
