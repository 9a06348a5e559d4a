package org.meitheal.registry.settings;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class Clocks {
  /** For what other machines and people read: tokens, expiry, records. */
  @Bean
  @Primary
  InstantSource wallClock() {
    return InstantSource.system();
  }

  /** For leases. */
  @Bean
  InstantSource leaseClock() {
    return SteadyClock.startingAt(InstantSource.system().instant(), System::nanoTime);
  }
}
