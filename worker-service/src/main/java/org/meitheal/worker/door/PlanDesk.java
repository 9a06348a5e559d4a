package org.meitheal.worker.door;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.scheduler.CommittedPlan;
import org.meitheal.protocol.scheduler.ExecutionOutcome;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.meitheal.worker.execution.OwnPlan;
import org.meitheal.worker.execution.OwnPlans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the scheduler for plans. A request waits no longer than its patience, and while nobody
 * answers, later ones do not wait at all for a while.
 */
final class PlanDesk implements PlanSource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PlanDesk.class);
  private static final int MOST_ASKING = 32;

  private final SchedulerClient scheduler;
  private final OwnPlans plans;
  private final OutcomeReports reports;
  private final Pause pause;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  PlanDesk(SchedulerClient scheduler, OwnPlans plans, OutcomeReports reports, Pause pause) {
    this.scheduler = scheduler;
    this.plans = plans;
    this.reports = reports;
    this.pause = pause;
  }

  /** What came of asking. */
  private sealed interface Answer {
    record Plan(OwnPlan plan) implements Answer {}

    /**
     * @param askAgain whether the next request may have better luck
     */
    record None(boolean askAgain, String why) implements Answer {}
  }

  @Override
  public @Nullable OwnPlan ask(PlanRequest request, Duration patience) {
    if (!pause.isOver() || !asking.tryAcquire()) {
      return null;
    }
    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call(request), threads);
    var _ = answer.whenComplete((_, _) -> asking.release());
    return switch (await(answer, patience)) {
      case Answer.Plan(OwnPlan plan) -> plan;
      case Answer.None none -> {
        log.atDebug().addKeyValue("reason", none.why).log("no plan from the scheduler");
        if (!none.askAgain) {
          pause.begin();
        }
        yield null;
      }
    };
  }

  @Override
  public void ended(OwnPlan plan, ExecutionOutcome outcome) {
    reports.add(plan.committed().execution(), outcome);
  }

  @Override
  public void close() {
    reports.close();
  }

  private Answer await(CompletableFuture<Answer> answer, Duration patience) {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      var _ = answer.thenAccept(this::unwanted);
      return new Answer.None(false, "none within " + patience.toMillis() + " ms");
    } catch (InterruptedException interrupted) {
      var _ = answer.thenAccept(this::unwanted);
      Thread.currentThread().interrupt();
      return new Answer.None(true, "interrupted");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("asking never fails", failed);
    }
  }

  /** It came too late: the lanes that it took are free again. */
  private void unwanted(Answer late) {
    if (late instanceof Answer.Plan(OwnPlan plan)) {
      ended(
          plan,
          ExecutionOutcome.without(ExecutionOutcome.State.CANCELLED, 0, "the plan came too late"));
    }
  }

  private Answer call(PlanRequest request) {
    try {
      return accept(scheduler.ask(request));
    } catch (RemoteStatusException refused) {
      return new Answer.None(isForThisRequest(refused.status()), "refused: " + refused.status());
    } catch (IOException | TokenUnavailableException away) {
      return new Answer.None(false, String.valueOf(away.getMessage()));
    }
  }

  private Answer accept(CommittedPlan plan) {
    try {
      return new Answer.Plan(plans.accept(plan));
    } catch (TicketException bad) {
      String why = bad.code() + ": " + bad.getMessage();
      reports.add(
          plan.execution(), ExecutionOutcome.without(ExecutionOutcome.State.FAILED, 0, why));
      return new Answer.None(false, why);
    }
  }

  /** Not so: another scheduler's version, a credential that is refused, an error of its own. */
  private static boolean isForThisRequest(int status) {
    return switch (status) {
      case 400, 404, 429, 503, 504 -> true;
      default -> false;
    };
  }
}
