package org.meitheal.lab.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.meitheal.core.fleet.Tier;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.UnexpectedAnswerException;
import org.meitheal.lab.progress.Progress;

/**
 * One request to each machine, all at once: the first that a JVM sees loads the classes of the
 * whole road, which takes several times as long as the request. Asked here, no caller's deadline
 * pays for it.
 */
final class WarmUp {
  private static final String PATIENT_MS = "30000";

  private final GatewayClient gateway;
  private final List<Machine> machines;
  private final Progress progress;

  WarmUp(GatewayClient gateway, List<Machine> machines, Progress progress) {
    this.gateway = gateway;
    this.machines = machines;
    this.progress = progress;
  }

  void run(Path photo) throws IOException, InterruptedException {
    progress.report("fleet", "warming up");
    byte[] bytes = Files.readAllBytes(photo);
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      all.invokeAll(machines.stream().map(machine -> ask(machine, bytes)).toList());
    }
    progress.report("fleet", machines.size() + " machines online, calibrated and warm");
  }

  private Callable<Void> ask(Machine machine, byte[] photo) {
    return () -> {
      try {
        gateway.classify(LabOptions.MODEL, photo, headers(machine));
      } catch (UnexpectedAnswerException cold) {
        progress.say("warm-up of " + machine.name() + ": " + cold.getMessage());
      }
      return null;
    };
  }

  private static Map<String, String> headers(Machine machine) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Meitheal-Deadline-Ms", PATIENT_MS);
    if (machine.tier() == Tier.DEVICE) {
      headers.put("Meitheal-Source", machine.name());
      headers.put("Meitheal-Placement", "local");
    } else {
      headers.put("Meitheal-Placement", machine.tier().name().toLowerCase(Locale.ROOT));
    }
    return headers;
  }
}
