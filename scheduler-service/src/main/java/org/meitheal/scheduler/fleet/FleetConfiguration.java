package org.meitheal.scheduler.fleet;

import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.protocol.registry.RegistryApi;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.meitheal.scheduler.trust.Exclusions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
  @Bean
  OwnLinks ownLinks() {
    return new OwnLinks(System::nanoTime);
  }

  @Bean
  SiteFleet siteFleet(
      SchedulerProperties properties,
      RegistryFollower follower,
      OwnLinks links,
      Exclusions exclusions) {
    return new SiteFleet(
        NodeId.site(properties.site()),
        follower::news,
        links,
        new Commitments(System::nanoTime),
        exclusions::reasons);
  }

  @Bean
  HttpProbeClient probeClient(SchedulerProperties properties) {
    return new HttpProbeClient(properties.bindAddress());
  }

  @Bean
  Prober prober(RegistryFollower follower, HttpProbeClient client, OwnLinks links) {
    return new Prober(
        () -> follower.news().devices().values().stream().map(FleetConfiguration::target).toList(),
        client,
        links);
  }

  @Bean
  FleetTasks fleetTasks(
      SchedulerProperties properties,
      RegistryFollower follower,
      RegistryApi registry,
      Prober prober,
      OwnLinks links) {
    return new FleetTasks(
        follower, prober, new SamplePoster(NodeId.site(properties.site()), links, registry), links);
  }

  private static ProbeTarget target(DeviceView device) {
    return new ProbeTarget(device.id(), device.url());
  }
}
