package org.meitheal.worker.probe;

import java.net.http.HttpClient;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProbeConfiguration {
  @Bean
  SampleBuffer sampleBuffer() {
    return new SampleBuffer(System::nanoTime);
  }

  @Bean(destroyMethod = "")
  Prober prober(
      HttpClient http, Membership membership, WorkerSettings settings, SampleBuffer samples) {
    return new Prober(
        http, membership::probeTargets, settings.probePeriod(), samples, System::nanoTime);
  }
}
