package org.meitheal.lab.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.client.TensorRequest;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.session.UsedLab;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.WorkerAction;
import org.meitheal.protocol.scheduler.DecisionView;
import tools.jackson.databind.JsonNode;

/** When the chosen worker is killed during a request, the client still gets its answer. */
public final class KillLeadCheck implements Check {
  private static final String INFER = "/v2/models/" + LabOptions.MODEL + "/infer";
  private static final int SIDE = 640;
  private static final int DEADLINE_MS = 50_000;
  private static final int TRIES = 4;
  private static final Duration BACK = Duration.ofSeconds(90);

  @Override
  public CheckResult run(UsedLab lab) throws IOException, InterruptedException {
    CheckResult.Builder result = new CheckResult.Builder("kill-lead");
    JsonNode receipt = ProtocolJson.MAPPER.createObjectNode();
    boolean answered = true;
    for (int tries = 1;
        answered && tries <= TRIES && receipt.path("attempts").asInt(0) < 2;
        tries++) {
      DecisionView plan = plan(lab);
      String lead = String.valueOf(plan.device());
      double wait = killAfterMs(plan, tries);
      Http.Answer answer;
      try {
        answer = killDuring(lab, lead, wait);
      } finally {
        bringBack(lab, lead);
      }
      result.saw("try_" + tries, "killed %s %.0f ms after the request".formatted(lead, wait));
      result.saw("status", answer.status());
      answered = answer.status() == 200;
      result.require(answered, "the client got " + answer.text());
      receipt = answered ? receipt(answer) : receipt;
    }
    result.saw("ran_on", receipt.path("devices").asString("?"));
    result.saw("attempts", receipt.path("attempts").asInt(0));
    result.saw("actual_ms", receipt.path("actual_ms").asDouble(0));
    return result
        .require(
            !answered || receipt.path("attempts").asInt(0) >= 2,
            "no request was under way on the worker when it was killed")
        .build();
  }

  /** Each try at another moment: a busy computer is slower than its plan. */
  private static double killAfterMs(DecisionView plan, int tries) {
    Double predicted = plan.predictedMs();
    return (predicted == null ? 300 : predicted) * (0.8 - 0.2 * (tries - 1));
  }

  private static Http.Answer killDuring(UsedLab lab, String lead, double afterMs)
      throws IOException, InterruptedException {
    TensorRequest request =
        new TensorRequest(SIDE, "\"objective\":\"latency\",\"deadline_ms\":" + DEADLINE_MS);
    byte[] body = request.body();
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Http.Answer> asked =
          thread.submit(() -> lab.gateway().post(INFER, body, request.headers()));
      Thread.sleep(Duration.ofNanos(Math.round(afterMs * 1e6)));
      lab.control().worker(lead, WorkerAction.KILL);
      return asked.get();
    } catch (ExecutionException failed) {
      throw new IOException("the request failed: " + failed.getCause(), failed);
    }
  }

  private static DecisionView plan(UsedLab lab) throws IOException, InterruptedException {
    String question =
        "{\"model\":\"%s\",\"shape\":[1,3,%d,%d],\"input_bytes\":%d,\"deadline_ms\":%d,\"objective\":\"latency\"}"
            .formatted(LabOptions.MODEL, SIDE, SIDE, 12L * SIDE * SIDE, DEADLINE_MS);
    Http.Answer answer =
        lab.gateway()
            .post(
                "/v1/plans",
                question.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));
    if (!answer.ok()) {
      throw new IOException("no plan: " + answer.text());
    }
    return answer.as(DecisionView.class);
  }

  private static JsonNode receipt(Http.Answer answer) {
    String length = answer.headers().get("Inference-Header-Content-Length");
    int json = length == null ? answer.body().length : Integer.parseInt(length);
    return ProtocolJson.MAPPER.readTree(answer.body(), 0, json).path("parameters");
  }

  private static void bringBack(UsedLab lab, String worker)
      throws IOException, InterruptedException {
    boolean alive =
        lab.control().status().processes().stream()
            .filter(p -> p.name().equals(worker))
            .anyMatch(LabStatus.ProcessStatus::alive);
    if (!alive) {
      lab.control().worker(worker, WorkerAction.START);
    }
    RegistryClient registry = lab.registry(LabKeys.VIEWER);
    long deadline = System.nanoTime() + BACK.toNanos();
    while (!calibrated(registry, worker)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(worker + " did not come back within " + BACK.toSeconds() + " s");
      }
      Thread.sleep(Duration.ofMillis(250));
    }
  }

  private static boolean calibrated(RegistryClient registry, String worker)
      throws IOException, InterruptedException {
    return registry.devices().stream()
        .filter(device -> device.id().equals(worker))
        .anyMatch(device ->
            device.liveness() == Liveness.ONLINE
                && device.models().stream()
                    .anyMatch(m -> m.ready() && m.nanosPerMultiplyAdd() > 0));
  }
}
