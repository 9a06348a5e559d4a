package org.meitheal.scheduler.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.scheduler.execution.ExecutionState.Completed;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.execution.ExecutionState.Running;
import org.meitheal.scheduler.execution.SignedPlans.Signed;
import org.meitheal.scheduler.lead.Lead;
import org.meitheal.scheduler.lead.LeadClient;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Attempt;
import org.meitheal.scheduler.planning.OwnLeads;
import org.meitheal.scheduler.planning.Planned;
import org.slf4j.MDC;

/**
 * Executions whose input stays where it came: the device there has asked for the plan, leads it,
 * and tells how it ended. If it does not, the deadline ends it.
 */
final class DeviceLeads implements OwnLeads {
  /** For the news of an end just before the deadline. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final int MOST_OF_A_DEVICE = 64;

  private final Placing placing;
  private final Executions executions;
  private final SignedPlans plans;
  private final LeadClient client;
  private final long bodyLimit;
  private final Map<String, Led> led = new ConcurrentHashMap<>();

  /** What one of them takes while it runs. */
  private record Led(DeviceId device, SignedPlans.Taken lanes, Future<?> deadline) {}

  DeviceLeads(
      Placing placing,
      Executions executions,
      SignedPlans plans,
      LeadClient client,
      long bodyLimit) {
    this.placing = placing;
    this.executions = executions;
    this.plans = plans;
    this.client = client;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public CommittedPlan commit(Ask ask, long startedNanos) {
    DeviceId device = door(ask);
    if (led.values().stream().filter(each -> each.device.equals(device)).count()
        >= MOST_OF_A_DEVICE) {
      throw new ProblemException(
          429,
          "too-many-executions",
          true,
          "%s leads %d executions already".formatted(device, MOST_OF_A_DEVICE));
    }
    Execution execution = executions.begin(ask, startedNanos);
    try (MDC.MDCCloseable _ = MDC.putCloseable("execution", execution.id())) {
      return commit(execution, device);
    } finally {
      MDC.remove("decision");
      if (!led.containsKey(execution.id())) {
        executions.end(execution, last -> last.fail("an internal error"));
      }
    }
  }

  private CommittedPlan commit(Execution execution, DeviceId device) {
    Attempt attempt = new Attempt(1, execution.id(), Set.of(), execution.timeLeft(), null);
    Candidate candidate = placing.place(execution, attempt).candidate();
    Lead lead = plans.lead(device).orElseThrow(() -> left(execution, device + " has just left"));
    Signed plan = plans.sign(execution, candidate, lead, 1, bodyLimit);
    if (plan == null) {
      throw left(execution, "one of the helpers has just left");
    }
    Planned planned = planned(execution);
    led.put(
        execution.id(),
        new Led(device, plans.take(candidate, lead), executions.watchDeadline(execution, GRACE)));
    execution.whenStopped(() -> {
      release(execution);
      client.cancel(lead, execution.id(), plan.ticket());
    });
    return new CommittedPlan(planned.view(), execution.id(), plan.ticket(), plan.division());
  }

  /**
   * @return false if no such execution runs here
   * @throws ProblemException 403 if another device leads it, or none; 409 if it has ended meanwhile
   */
  boolean end(String id, DeviceId device, ExecutionOutcome outcome) {
    Execution execution = executions.find(id);
    if (execution == null) {
      return false;
    }
    if (!device.equals(execution.ask().door())) {
      throw notTheLead(id);
    }
    if (!executions.end(execution, last -> ended(execution, last, outcome))) {
      throw hasEnded(id);
    }
    execution.notStoppable();
    release(execution);
    if (execution.state() instanceof Completed(Running last, double actualMs, _, _)) {
      placing.turnedOut(execution.ask(), last, actualMs);
    }
    return true;
  }

  static ProblemException notTheLead(String id) {
    return new ProblemException(
        403, "not-the-lead", false, "only the device that leads " + id + " tells how it ended");
  }

  static ProblemException hasEnded(String id) {
    return new ProblemException(409, "execution-ended", false, id + " has ended already");
  }

  private static Ended ended(Execution execution, Running last, ExecutionOutcome outcome) {
    String error = outcome.error();
    String why = error == null ? "its lead did not say why" : error;
    List<PartRun> parts = outcome.parts();
    return switch (outcome.state()) {
      case COMPLETED ->
          last.complete(outcome.actualMs(), outcome.timings(), parts == null ? List.of() : parts);
      case EXPIRED -> last.expire(outcome.actualMs(), why);
      case CANCELLED -> last.cancel(door(execution.ask()) + ": " + why);
      case FAILED -> last.fail(why);
    };
  }

  private void release(Execution execution) {
    Led ended = led.remove(execution.id());
    if (ended != null) {
      ended.lanes.close();
      ended.deadline.cancel(false);
    }
  }

  private ExecutionException left(Execution execution, String who) {
    String why = who + " the fleet";
    executions.end(execution, last -> last.fail(why));
    return new ExecutionException(
        503, "no-capacity", why, Duration.ofSeconds(1), Placing.decision(execution));
  }

  private static Planned planned(Execution execution) {
    if (execution.state() instanceof Running(_, Planned planned) && planned != null) {
      return planned;
    }
    throw Failures.of(execution, Placing.ended(execution));
  }

  private static DeviceId door(Ask ask) {
    DeviceId device = ask.door();
    if (device == null) {
      throw new IllegalArgumentException("only a device carries out plans itself");
    }
    return device;
  }
}
