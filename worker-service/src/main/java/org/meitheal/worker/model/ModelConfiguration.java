package org.meitheal.worker.model;

import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.settings.WorkerSettings;
import org.meitheal.worker.speed.Calibration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
  @Bean
  LaneClock laneClock() {
    return LaneClock.system();
  }

  @Bean(destroyMethod = "close")
  Lanes lanes(WorkerSettings settings, LaneClock clock) {
    return new Lanes(
        settings.lanes(),
        settings.queueLimit(),
        settings.slowDown(),
        clock,
        LibTorch::prepareThread);
  }

  @Bean(destroyMethod = "close")
  ModelRepository modelRepository(WorkerSettings settings, Lanes lanes, LaneClock clock) {
    Calibration calibration = new Calibration(clock::cpuTime, settings.slowDown());
    return new ModelRepository(settings.modelsDir(), new Calibrator(lanes, calibration));
  }

  /** Runners end before the application is ready: a worker without its models is not. */
  @Bean
  ApplicationRunner loadModels(ModelRepository models) {
    return _ -> models.loadAll();
  }
}
