package org.meitheal.scheduler.objective;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.record.ObjectiveStore;
import org.meitheal.scheduler.record.RecordIds;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ObjectiveConfiguration {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  @Bean
  Objectives objectives(InstantSource clock) {
    return new Objectives(clock);
  }

  @Bean
  ObjectiveViews objectiveViews(SchedulerProperties properties) {
    return new ObjectiveViews(properties.site());
  }

  /** Where alerts go, if anywhere. */
  @Bean
  AlertSink alertSink(SchedulerProperties properties, JsonMapper json) {
    URI url = properties.alertWebhookUrl();
    if (url == null) {
      return new AlertSink(Optional.empty());
    }
    HttpClient http = HttpClients.create(properties.bindAddress());
    return new AlertSink(Optional.of(new AlertWebhook(http, url, json, FIRST_PAUSE)));
  }

  @Bean
  ObjectiveKeeper objectiveKeeper(
      SchedulerProperties properties,
      Objectives objectives,
      ObjectiveStore store,
      EventStore events,
      ObjectiveViews views,
      RecordIds ids,
      AlertSink sink,
      InstantSource clock) {
    return new ObjectiveKeeper(
        ObjectivesFile.read(properties.objectivesFile()),
        objectives,
        store,
        events,
        new News(views, ids, properties.site()),
        sink,
        clock);
  }

  @Bean
  EvaluationTimer evaluationTimer(ObjectiveKeeper keeper, SchedulerProperties properties) {
    return new EvaluationTimer(keeper, properties.objectivesPeriod());
  }

  @Bean
  ObjectiveAdministration objectiveAdministration(
      Objectives objectives,
      ObjectiveKeeper keeper,
      ObjectiveStore store,
      EventStore events,
      RecordIds ids,
      InstantSource clock) {
    return new ObjectiveAdministration(objectives, keeper, store, events, ids, clock);
  }

  @Bean
  InfoContributor alertInfo(AlertSink sink) {
    return info ->
        sink.webhook.ifPresent(webhook -> info.withDetail("alert_webhook", webhook.status()));
  }

  /** Takes alerts, and does nothing with them where there is no webhook. */
  record AlertSink(Optional<AlertWebhook> webhook) implements Consumer<AlertView>, AutoCloseable {
    @Override
    public void accept(AlertView alert) {
      webhook.ifPresent(to -> to.send(alert));
    }

    @Override
    public void close() {
      webhook.ifPresent(AlertWebhook::close);
    }
  }
}
