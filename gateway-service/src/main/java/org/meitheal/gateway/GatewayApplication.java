package org.meitheal.gateway;

import org.meitheal.protocol.process.ParentProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
  public static void main(String[] arguments) {
    ParentProcess.follow();
    SpringApplication.run(GatewayApplication.class, arguments);
  }
}
