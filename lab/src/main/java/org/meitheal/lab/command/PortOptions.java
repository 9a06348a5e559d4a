package org.meitheal.lab.command;

import org.meitheal.lab.cluster.LabPorts;
import picocli.CommandLine.Option;

/** Where services listen. */
final class PortOptions {
  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      converter = Quantities.Port.class,
      description = "The public door (default ${DEFAULT-VALUE}).")
  private int gateway = LabPorts.DEFAULT.gateway();

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      converter = Quantities.Port.class,
      description = "The device registry (default ${DEFAULT-VALUE}).")
  private int registry = LabPorts.DEFAULT.registry();

  @Option(
      names = "--scheduler-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      converter = Quantities.Port.class,
      description = "The scheduler (default ${DEFAULT-VALUE}).")
  private int scheduler = LabPorts.DEFAULT.scheduler();

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      defaultValue = "8083",
      converter = Quantities.Port.class,
      description = "The dashboard behind the gateway (default ${DEFAULT-VALUE}).")
  private int dashboard = LabPorts.DEFAULT.dashboard();

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "15432",
      converter = Quantities.Port.class,
      description = "PostgreSQL (default ${DEFAULT-VALUE}).")
  private int postgres = LabPorts.DEFAULT.postgres();

  @Option(
      names = "--worker-port",
      paramLabel = "PORT",
      defaultValue = "8090",
      converter = Quantities.Port.class,
      description =
          "Each worker, on its own loopback address; its emulated links are at the port after it"
              + " (default ${DEFAULT-VALUE}).")
  private int worker = LabPorts.DEFAULT.worker();

  LabPorts ports() {
    return new LabPorts(gateway, registry, scheduler, dashboard, postgres, worker);
  }
}
