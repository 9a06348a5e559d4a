package org.meitheal.dashboard.device;

import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.dashboard.remote.Polling;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the devices' pages to the registry. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {
  private static final Duration READING = Duration.ofSeconds(10);

  @Bean
  DeviceCalls deviceCalls(DashboardSettings settings, TokenSource ownTokens) {
    return new DeviceCalls(
        settings.registryUrl(), new ServiceCalls(settings.registryUrl(), ownTokens));
  }

  @Bean
  SpeedMemory speedMemory() {
    return new SpeedMemory();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Polling speedPolling(SpeedMemory memory, RegistryFollower registry, InstantSource clock) {
    return new Polling(
        "speeds", READING, () -> memory.look(registry.news().devices(), clock.instant()));
  }
}
