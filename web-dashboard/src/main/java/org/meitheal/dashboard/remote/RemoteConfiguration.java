package org.meitheal.dashboard.remote;

import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.RegistryKeys;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenVerifier;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this service to the registry. */
@Configuration(proxyBeanMethods = false)
class RemoteConfiguration {
  /** Nobody looks at a thousand links more often. */
  private static final Duration LINK_PERIOD = Duration.ofSeconds(5);

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  TokenSource ownTokens(DashboardSettings settings, InstantSource clock) {
    return new TokenSource(settings.registryUrl(), new KeyFile(settings.keyFile()), clock);
  }

  @Bean
  TokenVerifier tokenVerifier(DashboardSettings settings, InstantSource clock) {
    return new TokenVerifier(new RegistryKeys(settings.registryUrl(), clock), clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RegistryFollower registryFollower(DashboardSettings settings, TokenSource ownTokens) {
    return new RegistryFollower(settings.registryUrl(), ownTokens, LINK_PERIOD);
  }
}
