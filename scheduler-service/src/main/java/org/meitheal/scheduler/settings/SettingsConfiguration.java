package org.meitheal.scheduler.settings;

import java.time.InstantSource;
import org.meitheal.protocol.json.ProtocolJson;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  JsonMapperBuilderCustomizer protocolJson() {
    return ProtocolJson::configure;
  }
}
