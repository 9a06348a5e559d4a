package org.meitheal.worker.recheck;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecheckConfiguration {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  @Bean(destroyMethod = "close")
  Rechecks rechecks(
      WorkerSettings settings,
      RequestMemory memory,
      Lanes lanes,
      PartRunner runner,
      LaneClock clock,
      MismatchReporter reporter) {
    return new Rechecks(
        settings.recheckShare(),
        () -> ThreadLocalRandom.current().nextDouble(),
        memory,
        settings.requestMemory().toBytes(),
        new Checker(new Recount(lanes, runner, clock)),
        reporter,
        clock);
  }

  /** Without a scheduler's URL a mismatch is in this worker's log only. */
  @Bean
  MismatchReporter mismatchReporter(WorkerSettings settings, HttpClient http, TokenSource tokens) {
    URI scheduler = settings.schedulerUrl();
    return scheduler == null
        ? _ -> {}
        : new HttpMismatchReporter(http, scheduler, tokens, FIRST_PAUSE);
  }

  @Bean
  InfoContributor recheckInfo(Rechecks rechecks) {
    return info -> info.withDetail("rechecks", rechecks.status());
  }
}
