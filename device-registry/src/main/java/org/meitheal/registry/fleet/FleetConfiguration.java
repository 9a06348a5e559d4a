package org.meitheal.registry.fleet;

import java.time.InstantSource;
import java.util.List;
import org.meitheal.registry.liveness.LivenessRules;
import org.meitheal.registry.record.Records;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
  @Bean
  Fleet fleet(
      RegistryProperties properties,
      @Qualifier("leaseClock") InstantSource clock,
      Records records,
      ObjectProvider<FleetListener> listeners) {
    // Listeners read the fleet, so they are looked up when the first one is to be told.
    FleetListener all = id -> listeners.forEach(listener -> listener.changed(id));
    return new Fleet(
        new LivenessRules(properties.heartbeatPeriod()),
        properties.lease(),
        clock,
        records,
        List.of(all));
  }

  @Bean
  ProbeTargets probeTargets(Fleet fleet, @Qualifier("leaseClock") InstantSource clock) {
    return new ProbeTargets(fleet, clock);
  }

  @Bean
  DeviceUrls deviceUrls(RegistryProperties properties) {
    return new DeviceUrls(properties.deviceNetworks(), DeviceUrls::resolve);
  }
}
