package org.meitheal.dashboard.lab;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.meitheal.dashboard.remote.Polling;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the lab's page to the lab. */
@WhereALabRuns
@Configuration(proxyBeanMethods = false)
class LabConfiguration {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  @Bean
  LabClient labClient(DashboardSettings settings) {
    return new LabClient(
        Objects.requireNonNull(
            settings.labControlFile(),
            "beans of the build are those of a lab: set "
                + DashboardSettings.LAB_CONTROL_FILE
                + ", or leave spring.aot.enabled out"));
  }

  @Bean
  LabWatch labWatch(LabClient client, InstantSource clock) {
    return new LabWatch(client, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Polling labPolling(LabWatch watch) {
    return new Polling("the lab", PERIOD, watch::askIfWanted);
  }
}
