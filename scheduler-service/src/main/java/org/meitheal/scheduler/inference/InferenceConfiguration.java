package org.meitheal.scheduler.inference;

import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.scheduler.catalog.Models;
import org.meitheal.scheduler.execution.Answer;
import org.meitheal.scheduler.execution.Dispatcher;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.idempotency.IdempotentAnswers;
import org.meitheal.scheduler.idempotency.IdempotentAnswers.Limits;
import org.meitheal.scheduler.input.InputStore;
import org.meitheal.scheduler.planning.TermsReader;
import org.meitheal.scheduler.planning.TicketKeyPublisher;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InferenceConfiguration {
  private static final int REMEMBERED = 10_000;
  private static final long REMEMBERED_BYTES = 32L << 20;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  @Bean
  ModelDirectory modelDirectory(Models models, SiteFleet fleet, TicketKeyPublisher ticketKey) {
    return new ModelDirectory(models, fleet, ticketKey);
  }

  @Bean
  ServedCounts servedCounts(InstantSource clock) {
    return new ServedCounts(clock);
  }

  @Bean
  InferService inferService(
      SchedulerProperties properties,
      InputStore store,
      TermsReader terms,
      Dispatcher dispatcher,
      ServedCounts counts) {
    IdempotentAnswers<Answer> answers =
        new IdempotentAnswers<>(
            new Limits(REMEMBERED, REMEMBERED_BYTES, REMEMBERED_FOR, properties.maxDeadline()),
            answer -> answer.done().body().length(),
            System::nanoTime);
    Bodies bodies = new Bodies(store, properties.bodyLimit().toBytes());
    return new InferService(bodies, terms, dispatcher, new Repeats(answers), counts);
  }
}
