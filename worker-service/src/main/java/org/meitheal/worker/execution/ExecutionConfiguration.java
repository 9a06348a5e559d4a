package org.meitheal.worker.execution;

import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.photo.PhotoDecoder;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {
  @Bean
  PlanTicketVerifier planTicketVerifier(
      PublicKeySource keys, WorkerSettings settings, Membership membership) {
    return new PlanTicketVerifier(keys, settings.name(), membership::epoch);
  }

  @Bean
  Executions executions() {
    return new Executions();
  }

  @Bean
  Lead lead(
      ModelRepository models,
      Inferences inferences,
      RequestMemory memory,
      PhotoDecoder decoder,
      WorkerSettings settings) {
    return new Lead(models, inferences, memory, decoder, settings);
  }
}
