package org.meitheal.dashboard.remote;

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
  /** Of a thousand devices, each every 2.5 s; of a lab's dozens, each change at once. */
  private static final int DEVICES_PER_SECOND = 400;

  /** Of 15 000 links, each every 22 s: sooner than one counts as not measured any more. */
  private static final int LINKS_PER_SECOND = 700;

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
    return new RegistryFollower(
        settings.registryUrl(), ownTokens, DEVICES_PER_SECOND, LINKS_PER_SECOND);
  }
}
