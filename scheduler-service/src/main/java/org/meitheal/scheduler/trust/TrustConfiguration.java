package org.meitheal.scheduler.trust;

import java.time.InstantSource;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.record.RecordIds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrustConfiguration {
  @Bean
  Exclusions exclusions(EventStore store) {
    return new Exclusions(store::isReady, store::exclusions);
  }

  @Bean
  Trust trust(
      DecisionRecord record,
      EventStore store,
      Exclusions exclusions,
      RecordIds ids,
      InstantSource clock) {
    return new Trust(record, store, exclusions, ids, clock);
  }
}
