package org.meitheal.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;

/** Which devices a measurement is about; an operator cordons the others. */
final class TakingPart {
  private static final Duration CORDON_PATIENCE = Duration.ofSeconds(15);

  private final RegistryClient operator;
  private final GatewayClient gateway;

  TakingPart(RegistryClient operator, GatewayClient gateway) {
    this.operator = operator;
    this.gateway = gateway;
  }

  /** Lets these devices take work and no others, and waits until the scheduler knows. */
  void enable(List<String> devices) throws IOException, InterruptedException {
    for (var device : operator.devices()) {
      OperatorState wanted =
          devices.contains(device.id()) ? OperatorState.ENABLED : OperatorState.CORDONED;
      if (device.operatorState() != wanted) {
        operator.set(device.id(), wanted);
      }
    }
    long end = System.nanoTime() + CORDON_PATIENCE.toNanos();
    while (!isKnown(devices)) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("the scheduler does not see which devices are cordoned");
      }
      Thread.sleep(100);
    }
  }

  private boolean isKnown(List<String> devices) throws IOException, InterruptedException {
    byte[] plan = "{\"model\":\"%s\"}".formatted(LabOptions.MODEL).getBytes(StandardCharsets.UTF_8);
    Http.Answer answer =
        gateway.post("/v1/plans", plan, Map.of("Content-Type", "application/json"));
    DecisionView decision = ProtocolJson.MAPPER.readValue(answer.body(), DecisionView.class);
    return decision.candidates().stream()
        .filter(candidate -> candidate.device() != null && candidate.split() == null)
        .allMatch(candidate -> devices.contains(candidate.device()) != isCordoned(candidate));
  }

  private static boolean isCordoned(CandidateView candidate) {
    @Nullable String why = candidate.whyNot();
    return why != null && why.contains("cordoned");
  }
}
