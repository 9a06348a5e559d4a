package org.meitheal.worker.part;

import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PartConfiguration {
  @Bean
  PartRunner partRunner(Lanes lanes, LaneClock clock) {
    return new LanePartRunner(lanes, clock);
  }

  @Bean
  Spreading spreading(Lanes lanes, LaneClock clock) {
    return new Spreading(lanes, clock);
  }
}
