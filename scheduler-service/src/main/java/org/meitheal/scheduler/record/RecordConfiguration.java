package org.meitheal.scheduler.record;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
  private static final int RECENT = 2_000;
  private static final int QUEUE = 20_000;
  private static final int WATCHERS = 64;
  private static final int WATCHER_QUEUE = 256;
  private static final int RETENTION_DAYS = 7;
  private static final int QUERY_TIMEOUT_SECONDS = 2;

  @Bean
  RecordIds recordIds(SchedulerProperties properties, InstantSource clock) {
    return new RecordIds(properties.site(), clock);
  }

  @Bean
  RecentRecords recentRecords() {
    return new RecentRecords(RECENT);
  }

  @Bean
  DecisionFeed decisionFeed() {
    return new DecisionFeed(WATCHERS, WATCHER_QUEUE);
  }

  @Bean
  RecordStore recordStore(DataSource dataSource, JsonMapper json) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
    return new RecordStore(jdbc, json);
  }

  @Bean
  EventStore eventStore(DataSource dataSource, JsonMapper json) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
    return new EventStore(JdbcClient.create(jdbc), new Transactions(dataSource), json);
  }

  @Bean
  ObjectiveStore objectiveStore(DataSource dataSource, JsonMapper json) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
    return new ObjectiveStore(JdbcClient.create(jdbc), new Transactions(dataSource), json);
  }

  @Bean
  WriteBehind writeBehind(RecordStore store) {
    return new WriteBehind(QUEUE, store::write);
  }

  @Bean
  DecisionRecord decisionRecord(
      RecentRecords recent,
      WriteBehind writes,
      RecordStore store,
      DecisionFeed feed,
      List<RecordListener> listeners) {
    return new DecisionRecord(recent, writes, store, feed, listeners);
  }

  /** The start does not wait for the database: {@link RecordFlusher} migrates when it is there. */
  @Bean
  FlywayMigrationStrategy migrateLater() {
    return _ -> {};
  }

  @Bean
  RecordFlusher recordFlusher(
      WriteBehind writes, Flyway flyway, DataSource dataSource, InstantSource clock) {
    Partitions partitions = new Partitions(new JdbcTemplate(dataSource), RETENTION_DAYS);
    return new RecordFlusher(writes, flyway::migrate, partitions, clock);
  }

  @Bean
  InfoContributor recordInfo(WriteBehind writes) {
    return info -> info.withDetail("record", writes.status());
  }
}
