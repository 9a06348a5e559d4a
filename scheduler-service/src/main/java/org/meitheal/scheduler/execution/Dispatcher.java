package org.meitheal.scheduler.execution;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Decision;
import org.meitheal.scheduler.execution.ExecutionState.Ended;
import org.meitheal.scheduler.input.InputFailedException;
import org.meitheal.scheduler.lead.LeadAnswer;
import org.meitheal.scheduler.planning.Attempt;
import org.slf4j.MDC;

/**
 * Plans a request, has a lead do it, and plans again without that lead where it fails or refuses:
 * while there is time, and at most {@value #MAX_ATTEMPTS} times.
 */
public final class Dispatcher {
  static final int MAX_ATTEMPTS = 3;

  private final Placing placing;
  private final Executions executions;
  private final LeadTry leads;

  Dispatcher(Placing placing, Executions executions, LeadTry leads) {
    this.placing = placing;
    this.executions = executions;
    this.leads = leads;
  }

  /**
   * Blocks until the answer is here or the deadline passes.
   *
   * @throws ExecutionException if there is no answer in time
   * @throws InputFailedException if the client's side of the body failed
   */
  public Answer run(Call call) throws InputFailedException {
    Execution execution = executions.begin(call.ask(), call.startedNanos());
    Future<?> deadline = executions.watchDeadline(execution, Duration.ZERO);
    try (MDC.MDCCloseable _ = MDC.putCloseable("execution", execution.id())) {
      return attempts(call, execution);
    } catch (InputFailedException client) {
      executions.end(
          execution, last -> last.failByClient("the client's body failed: " + client.getMessage()));
      // What ended the execution first may have broken the connection too.
      Ended ended = Placing.ended(execution);
      if (ended instanceof ExecutionState.Failed) {
        throw client;
      }
      throw Failures.of(execution, ended);
    } finally {
      MDC.remove("decision");
      deadline.cancel(false);
      executions.end(execution, last -> last.fail("an internal error"));
    }
  }

  private Answer attempts(Call call, Execution execution) throws InputFailedException {
    Set<DeviceId> excluded = new HashSet<>();
    String because = null;
    for (int number = 1; number <= MAX_ATTEMPTS; number++) {
      Attempt attempt =
          new Attempt(number, execution.id(), excluded, execution.timeLeft(), because);
      Decision.Chosen chosen = placing.place(execution, attempt);
      LeadAnswer answer = leads.run(call, execution, chosen, number);
      switch (answer) {
        case LeadAnswer.Done done -> {
          return leads.complete(execution, done);
        }
        case LeadAnswer.AtFault fault -> throw atFault(execution, fault);
        case LeadAnswer.Unsent(String why) -> because = why;
        case LeadAnswer.Refused(String why) -> {
          because = chosenDevice(chosen) + " refused it: " + why;
          excluded.add(chosenDevice(chosen));
        }
        case LeadAnswer.Lost(String why) -> {
          because = chosenDevice(chosen) + " was lost: " + why;
          excluded.add(chosenDevice(chosen));
        }
      }
      goOn(call, execution, because);
    }
    throw fail(execution, "gave up after " + MAX_ATTEMPTS + " attempts; " + because);
  }

  /** After a lead failed: may there be another? */
  private void goOn(Call call, Execution execution, String because) {
    if (execution.state() instanceof Ended ended) {
      throw Failures.of(execution, ended);
    }
    if (execution.timeLeft().isNegative()) {
      executions.expire(execution);
      throw Failures.of(execution, Placing.ended(execution));
    }
    if (!call.input().isRepeatable()) {
      throw fail(execution, because + "; the body is too large to be kept for another attempt");
    }
  }

  private ExecutionException fail(Execution execution, String why) {
    executions.end(execution, last -> last.fail(why));
    return new ExecutionException(
        503, "leads-failed", why, Duration.ofSeconds(1), Placing.decision(execution));
  }

  private ExecutionException atFault(Execution execution, LeadAnswer.AtFault fault) {
    if (fault.status() == 504) {
      executions.end(execution, last -> last.expire(execution.elapsedMs(), fault.error()));
    } else if (fault.status() < 500) {
      executions.end(execution, last -> last.failByClient(fault.error()));
    } else {
      executions.end(execution, last -> last.fail(fault.error()));
    }
    String code = fault.code().isEmpty() ? "rejected-by-lead" : fault.code();
    return new ExecutionException(
        fault.status(), code, fault.error(), null, Placing.decision(execution));
  }

  private static DeviceId chosenDevice(Decision.Chosen chosen) {
    DeviceId device = chosen.candidate().device();
    if (device == null) {
      throw new IllegalStateException("a chosen candidate has a device");
    }
    return device;
  }
}
