package org.meitheal.worker.door;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.worker.execution.OwnPlans;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
  /** While nobody answers, one request of this while waits for it. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

  @Bean
  PlanSource planSource(
      WorkerSettings settings, HttpClient http, TokenSource tokens, OwnPlans plans) {
    URI scheduler = settings.schedulerUrl();
    if (scheduler == null) {
      return PlanSource.none();
    }
    SchedulerClient client = new SchedulerClient(http, scheduler, tokens);
    return new PlanDesk(
        client,
        plans,
        new OutcomeReports(client, BETWEEN_REPORTS),
        new Pause(PAUSE, System::nanoTime));
  }

  @Bean
  PlannedRuns plannedRuns(
      PlanSource source, OwnPlans plans, Inferences inferences, WorkerSettings settings) {
    return new PlannedRuns(source, plans, inferences, settings.planPatience(), settings.name());
  }
}
