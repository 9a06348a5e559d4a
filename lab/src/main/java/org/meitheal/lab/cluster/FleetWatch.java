package org.meitheal.lab.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.progress.Progress;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.LinkView;

/**
 * Waits until requests can be placed on every machine: all are online, calibrated, and measured.
 */
final class FleetWatch {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final RegistryClient registry;
  private final GatewayClient gateway;
  private final Set<String> machines;
  private final Progress progress;

  FleetWatch(RegistryClient registry, GatewayClient gateway, Topology topology, Progress progress) {
    this.registry = registry;
    this.gateway = gateway;
    this.machines = topology.machines().stream().map(Machine::name).collect(Collectors.toSet());
    this.progress = progress;
  }

  void await(Duration patience, Runnable requireAlive) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      requireAlive.run();
      String missing = missing();
      if (missing.isEmpty()) {
        progress.report("fleet", machines.size() + " machines online, calibrated and measured");
        return;
      }
      progress.report("fleet", missing);
      if (System.nanoTime() - deadline > 0) {
        throw new ProgramFailedException(
            "not ready after %d s: %s".formatted(patience.toSeconds(), missing));
      }
      Thread.sleep(PAUSE);
    }
  }

  /** What there is to wait for, in a sentence; empty when there is nothing. */
  private String missing() throws InterruptedException {
    try {
      Set<String> notReady = new TreeSet<>(machines);
      registry.devices().stream().filter(FleetWatch::ready).forEach(d -> notReady.remove(d.id()));
      if (!notReady.isEmpty()) {
        return "waiting until they are online with a calibrated model: " + join(notReady);
      }
      Set<String> notMeasured = notMeasured(registry.links());
      if (!notMeasured.isEmpty()) {
        return "waiting for round-trip times to " + join(notMeasured);
      }
      return gateway.modelReady(LabOptions.MODEL) ? "" : "waiting for the scheduler";
    } catch (IOException notYet) {
      return "waiting: " + notYet.getMessage();
    }
  }

  private static boolean ready(DeviceView device) {
    return device.liveness() == Liveness.ONLINE
        && device.models().stream().anyMatch(m -> m.ready() && m.nanosPerMultiplyAdd() > 0);
  }

  private Set<String> notMeasured(List<LinkView> links) {
    Set<String> missing = new TreeSet<>(machines);
    links.stream()
        .filter(link -> link.from().equals(Topology.SITE) && !link.roundTripsMs().isEmpty())
        .forEach(link -> missing.remove(link.to()));
    return missing;
  }

  private static String join(Set<String> names) {
    return String.join(", ", names);
  }
}
