package org.meitheal.worker.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Credential;
import org.meitheal.worker.exchange.Exchange;
import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.exchange.PartFailures;
import org.meitheal.worker.exchange.PartReports;
import org.meitheal.worker.exchange.Terms;
import org.meitheal.worker.inference.Inference;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.inference.RunningInference;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.LeadOutcome;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.recheck.Answered;
import org.meitheal.worker.recheck.Recheck;
import org.meitheal.worker.recheck.Rechecks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads divided executions: in parts as planned, and, where that cannot be mended, once more alone.
 */
final class DividedLead {
  private static final Logger log = LoggerFactory.getLogger(DividedLead.class);
  private static final double NANOS_PER_MILLI = 1e6;

  private final PartRunner runner;
  private final Exchanges exchanges;
  private final PartClient client;
  private final Inferences inferences;
  private final LaneClock clock;
  private final Rechecks rechecks;
  private final String device;

  DividedLead(
      PartRunner runner,
      Exchanges exchanges,
      PartClient client,
      Inferences inferences,
      LaneClock clock,
      Rechecks rechecks,
      String device) {
    this.runner = runner;
    this.exchanges = exchanges;
    this.client = client;
    this.inferences = inferences;
    this.clock = clock;
    this.rechecks = rechecks;
    this.device = device;
  }

  /**
   * An execution to lead.
   *
   * @param ticket the plan as it came
   * @param division its header; null where there was none
   */
  record Errand(
      PlanClaims plan, String ticket, @Nullable String division, ServedModel model, Order order) {}

  /**
   * A result, and how its parts went.
   *
   * @param recheck to begin when it is sent, or to drop; null where it is not of the sample
   */
  record Joined(Inference done, List<PartRun> parts, @Nullable Recheck recheck) {}

  /** Refuses what is unsound before the input is read. */
  DividedWork read(Errand errand) {
    return DividedWork.read(errand.plan, errand.division, errand.model, device);
  }

  /**
   * @param image all of the input
   * @param memory of the image
   * @throws InferenceException when there will be no result
   */
  Joined carryOut(
      Errand errand,
      DividedWork work,
      ImageTensor image,
      MemoryLease memory,
      Executions.Led execution) {
    requireFits(work.terms().partition(), image);
    Recheck recheck = work.helpers().isEmpty() ? null : rechecks.draw();
    boolean kept = false;
    try {
      Joined joined = carryOut(errand, work, image, memory, execution, recheck);
      kept = joined.recheck != null;
      return joined;
    } finally {
      if (recheck != null && !kept) {
        recheck.drop();
      }
    }
  }

  private Joined carryOut(
      Errand errand,
      DividedWork work,
      ImageTensor image,
      MemoryLease memory,
      Executions.Led execution,
      @Nullable Recheck recheck) {
    try {
      return switch (conduct(errand, work, image, memory, execution, recheck)) {
        case Conductor.Result.Led led -> {
          Joined joined = joined(led);
          yield recheck == null || !led.isAsPlanned()
              ? joined
              : sampled(joined, recheck, errand, work, image, memory);
        }
        case Conductor.Result.Restart restart ->
            alone(errand, image, memory, execution, restart.why());
      };
    } catch (PartLostException lost) {
      throw PartFailures.of(lost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw PartFailures.of(interrupted);
    }
  }

  private Conductor.Result conduct(
      Errand errand,
      DividedWork work,
      ImageTensor image,
      MemoryLease memory,
      Executions.Led execution,
      @Nullable Recheck recheck)
      throws PartLostException, InterruptedException {
    AttemptId id = new AttemptId(errand.plan.execution(), errand.plan.attempt());
    long deadline = errand.order.deadline();
    Terms terms = work.terms();
    Exchange exchange = exchanges.join(id, terms, deadline);
    // Few for each part: how it went at its helper, its spare and here, and who lacks its rows.
    BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    Runners.Commission commission =
        new Runners.Commission(
            id, Credential.ofPlan(errand.ticket), work, image, deadline, memory, device);
    UnaryOperator<Neighbours> overhearing = UnaryOperator.identity();
    if (recheck != null) {
      try (MemoryLease rows = exchange.heldMemory()) {
        recheck.hold(rows);
      }
      overhearing = recheck::overhear;
    }
    try (Runners runners =
        new Runners(commission, exchange, client, happenings::add, overhearing)) {
      execution.started(() -> happenings.add(new Happening.Cancelled()));
      return new Conductor(
              work,
              exchange,
              runners,
              happenings,
              part ->
                  runner.admit(
                      errand.model, terms.partition(), part, errand.order.priority(), deadline),
              new Patience(work, image.element(), deadline),
              clock,
              deadline)
          .conduct();
    } finally {
      exchanges.end(id);
    }
  }

  private Joined joined(Conductor.Result.Led led) {
    LeadOutcome outcome = led.outcome();
    List<PartRun> parts = new ArrayList<>();
    parts.add(PartReports.of(outcome.own(), device, "done"));
    parts.addAll(led.parts());
    double waitMs = outcome.own().waitMs() + outcome.joinWaitMs();
    double computeMs = outcome.own().computeMs() + outcome.restMs();
    return new Joined(
        new Inference(outcome.logits(), nanos(waitMs), 0, nanos(computeMs)),
        List.copyOf(parts),
        null);
  }

  private static Joined sampled(
      Joined joined,
      Recheck recheck,
      Errand errand,
      DividedWork work,
      ImageTensor image,
      MemoryLease memory) {
    Terms terms = work.terms();
    recheck.hold(memory);
    recheck.answered(
        new Answered(
            errand.plan.execution(),
            errand.plan.attempt(),
            terms.sha256(),
            errand.model,
            terms.partition(),
            IntStream.range(0, terms.parts()).mapToObj(terms::device).toList(),
            image,
            joined.done.logits()));
    return new Joined(joined.done, joined.parts, recheck);
  }

  /** A new attempt, of which nobody else hears. */
  private Joined alone(
      Errand errand, ImageTensor image, MemoryLease memory, Executions.Led execution, String why) {
    log.atInfo()
        .addKeyValue("execution", errand.plan.execution())
        .addKeyValue("reason", why)
        .log("starting over alone");
    if (clock.now() - errand.order.deadline() >= 0) {
      throw new InferenceException(Kind.DEADLINE_EXCEEDED, "the deadline passed: " + why);
    }
    RunningInference running =
        inferences.start(errand.model, new Input.Tensor(image), errand.order);
    memory.hold();
    running.whenDone(memory::close);
    execution.started(running::cancel);
    Inference done = running.await();
    PartRun report =
        new PartRun(
            Partition.LEAD,
            device,
            "home",
            List.of(),
            errand.model.multiplyAdds(image.items(), image.height(), image.width()),
            0,
            0,
            0,
            done.compute() / NANOS_PER_MILLI,
            done.queue() / NANOS_PER_MILLI,
            (done.queue() + done.compute()) / NANOS_PER_MILLI,
            why);
    return new Joined(done, List.of(report), null);
  }

  private static void requireFits(Partition partition, ImageTensor image) {
    if (partition.items() != image.items()
        || partition.image().height() != image.height()
        || partition.image().width() != image.width()) {
      throw OipException.badRequest("the division is for an input of another size");
    }
  }

  private static long nanos(double ms) {
    return (long) (ms * NANOS_PER_MILLI);
  }
}
