package org.meitheal.worker.helping;

import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HelpingConfiguration {
  @Bean
  HelpedParts helpedParts() {
    return new HelpedParts();
  }

  @Bean
  HelpedCounts helpedCounts() {
    return new HelpedCounts();
  }

  @Bean
  Helping helping(
      ModelRepository models,
      PartRunner runner,
      Exchanges exchanges,
      HelpedParts parts,
      Inferences inferences,
      RequestMemory memory,
      WorkerSettings settings) {
    return new Helping(models, runner, exchanges, parts, inferences, memory, settings);
  }
}
