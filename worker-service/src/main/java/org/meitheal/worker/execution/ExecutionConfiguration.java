package org.meitheal.worker.execution;

import java.net.http.HttpClient;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.photo.PhotoDecoder;
import org.meitheal.worker.recheck.Rechecks;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {
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
      WorkerSettings settings,
      DividedLead divided) {
    return new Lead(models, inferences, memory, decoder, settings, divided);
  }

  @Bean
  OwnPlans ownPlans(PlanTicketVerifier tickets, Lead lead, Executions executions) {
    return new OwnPlans(tickets, lead, executions);
  }

  @Bean
  DividedLead dividedLead(
      PartRunner runner,
      Exchanges exchanges,
      HttpClient http,
      Inferences inferences,
      LaneClock clock,
      Rechecks rechecks,
      WorkerSettings settings) {
    return new DividedLead(
        runner,
        exchanges,
        new PartClient(http, clock),
        inferences,
        clock,
        rechecks,
        settings.name());
  }
}
