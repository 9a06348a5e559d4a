package org.meitheal.worker.model;

import java.nio.file.Path;
import org.meitheal.worker.lane.Emulation;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.Turns;
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
        emulation(settings),
        clock,
        LibTorch::prepareThread);
  }

  private static Emulation emulation(WorkerSettings settings) {
    Path turnsFile = settings.turnsFile();
    Turns turns = turnsFile == null ? Turns.NONE : Turns.by(turnsFile);
    return new Emulation(settings.slowDown(), turns);
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
