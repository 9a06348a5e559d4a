package org.meitheal.registry.watch;

import java.util.Objects;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.link.Links;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
  @Bean(destroyMethod = "close")
  WatchHub watchHub(
      Fleet fleet, Links links, JdbcTemplate jdbc, JsonMapper json, RegistryProperties properties) {
    return new WatchHub(
        WatchState.of(fleet, links),
        new Versions(() -> nextBlock(jdbc)),
        json,
        properties.watchHistory(),
        properties.watchQueue());
  }

  /** Before the web server waits for its requests to end, of which these never would. */
  @Bean
  WatchEnd watchEnd(ObjectProvider<WatchHub> hub) {
    return new WatchEnd(hub);
  }

  record WatchEnd(ObjectProvider<WatchHub> hub) {
    @EventListener(ContextClosedEvent.class)
    void end() {
      hub.ifAvailable(WatchHub::close);
    }
  }

  private static long nextBlock(JdbcTemplate jdbc) {
    Long start = jdbc.queryForObject("select nextval('registry.watch_versions')", Long.class);
    return Objects.requireNonNull(start);
  }
}
