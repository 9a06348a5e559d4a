package org.meitheal.scheduler;

import org.meitheal.protocol.process.ParentProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The scheduler-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SchedulerApplication {
  public static void main(String[] arguments) {
    ParentProcess.follow();
    SpringApplication.run(SchedulerApplication.class, arguments);
  }
}
