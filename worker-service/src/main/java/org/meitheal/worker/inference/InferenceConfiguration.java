package org.meitheal.worker.inference;

import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.part.Spreading;
import org.meitheal.worker.photo.PhotoDecoder;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InferenceConfiguration {
  @Bean
  Inferences inferences(
      Lanes lanes, LaneClock clock, Spreading spreading, WorkerSettings settings) {
    return new Inferences(lanes, clock, spreading, settings.slowDown());
  }

  @Bean
  RequestMemory requestMemory(WorkerSettings settings) {
    return new RequestMemory(settings.requestMemory().toBytes());
  }

  @Bean
  PhotoDecoder photoDecoder(WorkerSettings settings) {
    return new PhotoDecoder(settings.pixelLimit());
  }
}
