package org.meitheal.scheduler.input;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InputConfiguration {
  @Bean
  InputStore inputStore() {
    return new InputStore(InputStore.Bounds.defaults());
  }
}
