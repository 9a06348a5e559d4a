package org.meitheal.worker;

import org.meitheal.protocol.process.ParentProcess;
import org.meitheal.worker.exit.ExitStatus;
import org.meitheal.worker.model.LibTorch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The worker-service: what runs on every device. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkerApplication {
  public static void main(String[] arguments) {
    ParentProcess.follow();
    LibTorch.configure();
    SpringApplication.run(WorkerApplication.class, arguments);
    ExitStatus.orderly();
  }
}
