package org.meitheal.registry;

import org.meitheal.protocol.process.ParentProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the device-registry. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class RegistryApplication {
  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) {
    ParentProcess.follow();
    SpringApplication.run(RegistryApplication.class, arguments);
  }
}
