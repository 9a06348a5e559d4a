package org.meitheal.worker.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.protocol.oip.InferRequest;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.worker.execution.LeadAnswer;
import org.meitheal.worker.inference.Inference;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.inference.RunningInference;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.oip.ImageInputs;
import org.meitheal.worker.oip.InferExchange;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Infer, by whoever reaches this worker directly. Any or no content type is taken. */
@RestController
final class InferController {
  private final ModelRepository models;
  private final Inferences inferences;
  private final RequestMemory memory;
  private final PlannedRuns plannedRuns;
  private final WorkerSettings settings;

  InferController(
      ModelRepository models,
      Inferences inferences,
      RequestMemory memory,
      PlannedRuns plannedRuns,
      WorkerSettings settings) {
    this.models = models;
    this.inferences = inferences;
    this.memory = memory;
    this.plannedRuns = plannedRuns;
    this.settings = settings;
  }

  @PostMapping({"/v2/models/{model}/infer", "/v2/models/{model}/versions/{version}/infer"})
  void infer(
      @PathVariable String model,
      @PathVariable(required = false) @Nullable String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    long receivedAt = inferences.now();
    ServedModel served = models.find(model, version);
    try (MemoryLease lease = memory.lease()) {
      InferRequest infer =
          InferExchange.read(request, served, settings.bodyLimit().toBytes(), lease);
      RequestParameters wishes =
          RequestParameters.parse(infer.head().parameters(), request::getHeader);
      Input.Tensor input = ImageInputs.of(infer, served.manifest().input());
      Order order =
          Order.of(receivedAt, wishes.deadline(), settings.maxDeadline(), wishes.priority());
      DoorRequest read = new DoorRequest(served, infer, wishes, input, order);
      LeadAnswer planned = plannedRuns.run(read, lease);
      if (planned == null) {
        InferExchange.write(alone(read, lease), response);
      } else {
        write(planned, response);
      }
    }
  }

  private static void write(LeadAnswer answer, HttpServletResponse response) throws IOException {
    try {
      InferExchange.write(answer.body(), response);
    } finally {
      answer.sent();
    }
  }

  private EncodedResponse alone(DoorRequest request, MemoryLease lease) {
    RunningInference running = inferences.start(request.model(), request.input(), request.order());
    lease.hold();
    running.whenDone(lease::close);
    Inference done = running.await();
    long answeringAt = inferences.now();
    EncodedResponse answer = request.answer(done.logits(), receipt(request, answeringAt));
    running.answered(done, inferences.now() - answeringAt);
    return answer;
  }

  private Receipt receipt(DoorRequest request, long now) {
    return new Receipt(
        null, null, settings.name(), 1, null, request.elapsedMs(now), request.isInTime(now), 1);
  }
}
