package org.meitheal.dashboard.diagnosis;

import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.dashboard.event.Events;
import org.meitheal.dashboard.objective.Objectives;
import org.meitheal.dashboard.pulse.RecentOutcomes;
import org.meitheal.dashboard.remote.Polling;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the diagnoses to what they are made of. */
@Configuration(proxyBeanMethods = false)
class DiagnosisConfiguration {
  @Bean
  WriteQueues writeQueues(DashboardSettings settings, TokenSource ownTokens, InstantSource clock) {
    return new WriteQueues(
        new ServiceCalls(settings.registryUrl(), ownTokens),
        new ServiceCalls(settings.schedulerUrl(), ownTokens),
        clock);
  }

  @Bean
  Problems problems(
      RegistryFollower registry,
      RecentOutcomes outcomes,
      Events events,
      WriteQueues queues,
      Objectives objectives,
      InstantSource clock) {
    return new Problems(registry, outcomes, events, queues, objectives, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Polling queuePolling(WriteQueues queues) {
    return new Polling("record queues", Duration.ofSeconds(5), queues::ask);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Polling linkPolling(Problems problems) {
    return new Polling("earlier links", LinkMemory.PERIOD, problems::remember);
  }
}
