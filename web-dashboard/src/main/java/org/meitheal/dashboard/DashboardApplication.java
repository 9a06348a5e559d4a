package org.meitheal.dashboard;

import org.meitheal.protocol.process.ParentProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the dashboard. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DashboardApplication {
  public static void main(String[] arguments) {
    ParentProcess.follow();
    SpringApplication.run(DashboardApplication.class, arguments);
  }
}
