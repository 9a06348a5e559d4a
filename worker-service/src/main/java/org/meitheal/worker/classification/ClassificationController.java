package org.meitheal.worker.classification;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.worker.inference.Inference;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.inference.RunningInference;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.photo.PhotoDecoder;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is on a photo, for whoever reaches this worker directly. */
@RestController
final class ClassificationController {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ModelRepository models;
  private final Inferences inferences;
  private final RequestMemory memory;
  private final PhotoDecoder decoder;
  private final WorkerSettings settings;

  ClassificationController(
      ModelRepository models,
      Inferences inferences,
      RequestMemory memory,
      PhotoDecoder decoder,
      WorkerSettings settings) {
    this.models = models;
    this.inferences = inferences;
    this.memory = memory;
    this.decoder = decoder;
    this.settings = settings;
  }

  @PostMapping("/v1/models/{model}/classify")
  Classification classify(@PathVariable String model, HttpServletRequest request)
      throws IOException {
    long receivedAt = inferences.now();
    ServedModel served = models.find(model, null);
    Classes.requireLabels(served.manifest());
    RequestParameters wishes = RequestParameters.ofHeaders(request::getHeader);
    Order order =
        Order.of(receivedAt, wishes.deadline(), settings.maxDeadline(), wishes.priority());
    try (MemoryLease lease = memory.lease()) {
      ByteBuffer photo = PhotoBody.read(request, settings.bodyLimit().toBytes(), lease);
      RunningInference running = inferences.start(served, new Input.Photo(photo, decoder), order);
      lease.hold();
      running.whenDone(lease::close);
      Inference done = running.await();
      long answeringAt = inferences.now();
      Classification answer = Classes.of(served, done.logits(), receipt(order, wishes));
      running.answered(done, inferences.now() - answeringAt);
      return answer;
    }
  }

  private Receipt receipt(Order order, RequestParameters wishes) {
    double actualMs = (inferences.now() - order.receivedAt()) / NANOS_PER_MILLI;
    Boolean met =
        wishes.deadline() == null ? null : (Boolean) (inferences.now() <= order.deadline());
    return new Receipt(null, null, settings.name(), 1, null, actualMs, met, 1);
  }
}
