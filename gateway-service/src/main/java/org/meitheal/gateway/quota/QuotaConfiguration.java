package org.meitheal.gateway.quota;

import io.github.bucket4j.TimeMeter;
import org.meitheal.gateway.settings.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the quota to the monotonic clock. */
@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {
  @Bean
  TimeMeter quotaTime() {
    return TimeMeter.SYSTEM_NANOTIME;
  }

  @Bean
  QuotaFilter quotaFilter(GatewaySettings settings, TimeMeter time) {
    return new QuotaFilter(new Quotas(settings, time));
  }
}
