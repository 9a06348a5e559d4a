package org.meitheal.worker.execution;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.protocol.oip.InferRequest;
import org.meitheal.worker.classification.Classes;
import org.meitheal.worker.classification.PhotoBody;
import org.meitheal.worker.inference.Inference;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.inference.RunningInference;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ModelStatistics;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.oip.ImageInputs;
import org.meitheal.worker.oip.InferExchange;
import org.meitheal.worker.photo.PhotoDecoder;
import org.meitheal.worker.recheck.Recheck;
import org.meitheal.worker.settings.WorkerSettings;

/** Carries one plan out. */
final class Lead {
  private final ModelRepository models;
  private final Inferences inferences;
  private final RequestMemory memory;
  private final PhotoDecoder decoder;
  private final WorkerSettings settings;
  private final DividedLead divided;

  Lead(
      ModelRepository models,
      Inferences inferences,
      RequestMemory memory,
      PhotoDecoder decoder,
      WorkerSettings settings,
      DividedLead divided) {
    this.models = models;
    this.inferences = inferences;
    this.memory = memory;
    this.decoder = decoder;
    this.settings = settings;
    this.divided = divided;
  }

  /** An input, and how a result for it is written. */
  private record Work(Input input, Function<Logits, EncodedResponse> answer) {}

  /**
   * Refuses before it reads the body, if it can tell then.
   *
   * @param ticket the plan as it came
   * @param receivedAt when the request's first byte was seen
   */
  LeadAnswer carryOut(
      PlanClaims plan,
      String ticket,
      long receivedAt,
      HttpServletRequest request,
      Executions.Led execution)
      throws IOException {
    ServedModel model = model(plan);
    Order order =
        Order.of(receivedAt, millis(plan.timeLeftMs()), settings.maxDeadline(), plan.priority());
    inferences.requireCapacity(order, millis(plan.expectedLaneMs()).toNanos());
    if (plan.divisionSha256() != null) {
      String division = request.getHeader(DividedPlan.HEADER);
      return divide(
          new DividedLead.Errand(plan, ticket, division, model, order), request, execution);
    }
    try (MemoryLease lease = memory.lease()) {
      Work work = read(plan, model, request, lease);
      long readNanos = inferences.now() - receivedAt;
      RunningInference running = inferences.start(model, work.input, order);
      lease.hold();
      running.whenDone(lease::close);
      execution.started(running::cancel);
      Inference done = running.await();
      long answeringAt = inferences.now();
      EncodedResponse body = work.answer.apply(done.logits());
      long outputNanos = inferences.now() - answeringAt;
      running.answered(done, outputNanos);
      return new LeadAnswer(
          body, LeadAnswer.timings(done, readNanos, outputNanos), List.of(), null);
    }
  }

  private LeadAnswer divide(
      DividedLead.Errand errand, HttpServletRequest request, Executions.Led execution)
      throws IOException {
    ServedModel model = errand.model();
    DividedWork work = divided.read(errand);
    long limit = Math.min(errand.plan().maxBytes(), settings.bodyLimit().toBytes());
    try (MemoryLease lease = memory.lease()) {
      InferRequest infer = InferExchange.read(request, model, limit, lease);
      ImageTensor image = ImageInputs.of(infer, model.manifest().input()).images();
      long readNanos = inferences.now() - errand.order().receivedAt();
      Inference done = null;
      Recheck recheck = null;
      try {
        DividedLead.Joined joined = divided.carryOut(errand, work, image, lease, execution);
        done = joined.done();
        recheck = joined.recheck();
        long answeringAt = inferences.now();
        EncodedResponse body = InferExchange.answer(model, infer.head(), done.logits(), Map.of());
        long outputNanos = inferences.now() - answeringAt;
        LeadAnswer answer =
            new LeadAnswer(
                body, LeadAnswer.timings(done, readNanos, outputNanos), joined.parts(), recheck);
        recheck = null;
        return answer;
      } finally {
        if (recheck != null) {
          recheck.drop();
        }
        count(errand, image.items(), done);
      }
    }
  }

  private void count(DividedLead.Errand errand, int items, @Nullable Inference done) {
    ModelStatistics statistics = errand.model().statistics();
    if (done == null) {
      statistics.failed(inferences.now() - errand.order().receivedAt());
    } else {
      statistics.succeeded(
          items,
          new ModelStatistics.Sample(done.queue(), done.input(), done.compute(), 0),
          System.currentTimeMillis());
    }
  }

  private ServedModel model(PlanClaims plan) {
    ServedModel model = models.find(plan.model(), plan.modelVersion());
    if (!model.sha256().equals(plan.modelSha256())) {
      throw new InferenceException(
          Kind.UNKNOWN_MODEL,
          "the plan is for another bundle of model '%s'".formatted(plan.model()));
    }
    return model;
  }

  private Work read(
      PlanClaims plan, ServedModel model, HttpServletRequest request, MemoryLease lease)
      throws IOException {
    long limit = Math.min(plan.maxBytes(), settings.bodyLimit().toBytes());
    return switch (plan.task()) {
      case INFER -> {
        InferRequest infer = InferExchange.read(request, model, limit, lease);
        yield new Work(
            ImageInputs.of(infer, model.manifest().input()),
            logits -> InferExchange.answer(model, infer.head(), logits, Map.of()));
      }
      case CLASSIFY -> {
        Classes.requireLabels(model.manifest());
        ByteBuffer photo = PhotoBody.read(request, limit, lease);
        yield new Work(
            new Input.Photo(photo, decoder),
            logits ->
                new EncodedResponse(
                    ByteBuffer.wrap(
                        ProtocolJson.MAPPER.writeValueAsBytes(Classes.of(model, logits, null))),
                    null,
                    List.of()));
      }
    };
  }

  private static Duration millis(double ms) {
    double bounded = Math.clamp(ms, 0, (double) TimeUnit.DAYS.toMillis(1));
    return Duration.ofNanos((long) (bounded * TimeUnit.MILLISECONDS.toNanos(1)));
  }
}
