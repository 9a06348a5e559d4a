package org.meitheal.worker.execution;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.protocol.oip.InferRequest;
import org.meitheal.worker.classification.Classes;
import org.meitheal.worker.classification.PhotoBody;
import org.meitheal.worker.execution.DividedLead.Errand;
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
    String division = request.getHeader(DividedPlan.HEADER);
    Errand errand = new Errand(plan, ticket, division, model, order);
    DividedWork parts = parts(errand);
    try (MemoryLease lease = memory.lease()) {
      return carryOut(errand, parts, read(plan, model, request, lease), lease, execution);
    }
  }

  /**
   * The same with an input that is here already.
   *
   * @param lease of the input
   */
  LeadAnswer carryOut(Errand errand, LeadWork work, MemoryLease lease, Executions.Led execution) {
    requireBundle(errand.plan(), errand.model());
    return carryOut(errand, parts(errand), work, lease, execution);
  }

  /** Null where this device does all of it. */
  private @Nullable DividedWork parts(Errand errand) {
    return errand.plan().divisionSha256() == null ? null : divided.read(errand);
  }

  private LeadAnswer carryOut(
      Errand errand,
      @Nullable DividedWork parts,
      LeadWork work,
      MemoryLease lease,
      Executions.Led execution) {
    long readNanos = inferences.now() - errand.order().receivedAt();
    if (parts == null) {
      return whole(errand, work, readNanos, lease, execution);
    }
    if (!(work.input() instanceof Input.Tensor tensor)) {
      throw new IllegalStateException("only tensors have divisions");
    }
    return divide(errand, parts, tensor.images(), work, readNanos, lease, execution);
  }

  private LeadAnswer whole(
      Errand errand, LeadWork work, long readNanos, MemoryLease lease, Executions.Led execution) {
    RunningInference running = inferences.start(errand.model(), work.input(), errand.order());
    lease.hold();
    running.whenDone(lease::close);
    execution.started(running::cancel);
    Inference done = running.await();
    long answeringAt = inferences.now();
    EncodedResponse body = work.answer().apply(new LeadWork.Result(done.logits(), List.of()));
    long outputNanos = inferences.now() - answeringAt;
    running.answered(done, outputNanos);
    return new LeadAnswer(body, LeadAnswer.timings(done, readNanos, outputNanos), List.of(), null);
  }

  private LeadAnswer divide(
      Errand errand,
      DividedWork parts,
      ImageTensor image,
      LeadWork work,
      long readNanos,
      MemoryLease lease,
      Executions.Led execution) {
    Inference done = null;
    Recheck recheck = null;
    try {
      DividedLead.Joined joined = divided.carryOut(errand, parts, image, lease, execution);
      done = joined.done();
      recheck = joined.recheck();
      long answeringAt = inferences.now();
      EncodedResponse body =
          work.answer().apply(new LeadWork.Result(done.logits(), joined.parts()));
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

  private void count(Errand errand, int items, @Nullable Inference done) {
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
    requireBundle(plan, model);
    return model;
  }

  private static void requireBundle(PlanClaims plan, ServedModel model) {
    if (!model.sha256().equals(plan.modelSha256())) {
      throw new InferenceException(
          Kind.UNKNOWN_MODEL,
          "the plan is for another bundle of model '%s'".formatted(plan.model()));
    }
  }

  private LeadWork read(
      PlanClaims plan, ServedModel model, HttpServletRequest request, MemoryLease lease)
      throws IOException {
    long limit = Math.min(plan.maxBytes(), settings.bodyLimit().toBytes());
    return switch (plan.task()) {
      case INFER -> {
        InferRequest infer = InferExchange.read(request, model, limit, lease);
        yield new LeadWork(
            ImageInputs.of(infer, model.manifest().input()),
            result -> InferExchange.answer(model, infer.head(), result.logits(), Map.of()));
      }
      case CLASSIFY -> {
        Classes.requireLabels(model.manifest());
        ByteBuffer photo = PhotoBody.read(request, limit, lease);
        yield new LeadWork(
            new Input.Photo(photo, decoder),
            result ->
                new EncodedResponse(
                    ByteBuffer.wrap(
                        ProtocolJson.MAPPER.writeValueAsBytes(
                            Classes.of(model, result.logits(), null))),
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
