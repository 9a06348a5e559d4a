package org.meitheal.worker.inference;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.ModelStatistics;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.model.UnknownModelException;
import org.meitheal.worker.photo.PhotoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that was admitted. */
public final class RunningInference {
  private static final Logger log = LoggerFactory.getLogger(RunningInference.class);

  private final Work work;
  private final ServedModel model;
  private final int items;
  private final Order order;
  private final LaneClock clock;

  RunningInference(Work work, ServedModel model, int items, Order order, LaneClock clock) {
    this.work = work;
    this.model = model;
    this.items = items;
    this.order = order;
    this.clock = clock;
  }

  public void cancel() {
    work.cancel();
  }

  /** Runs the action when the input is not needed any more, however the request ended. */
  public void whenDone(Runnable action) {
    work.whenDone(action);
  }

  /**
   * Waits for the result.
   *
   * @throws InferenceException when there will be none
   */
  public Inference await() {
    try {
      return work.await();
    } catch (StoppedException stopped) {
      throw failed(stopped(stopped));
    } catch (ExecutionException failure) {
      throw failed(failure(failure.getCause()));
    } catch (InterruptedException interrupted) {
      work.cancel();
      Thread.currentThread().interrupt();
      throw failed(new InferenceException(Kind.CANCELLED, "interrupted"));
    }
  }

  /** Counts a request whose answer is ready to be sent. */
  public void answered(Inference done, long outputNanos) {
    model
        .statistics()
        .succeeded(
            items,
            new ModelStatistics.Sample(done.queue(), done.input(), done.compute(), outputNanos),
            System.currentTimeMillis());
  }

  private InferenceException failed(InferenceException failure) {
    model.statistics().failed(clock.now() - order.receivedAt());
    return failure;
  }

  private static InferenceException stopped(StoppedException stopped) {
    String why = String.valueOf(stopped.getMessage());
    return switch (stopped.reason()) {
      case CANCELLED -> new InferenceException(Kind.CANCELLED, why);
      case DEADLINE_PASSED -> new InferenceException(Kind.DEADLINE_EXCEEDED, why);
      case SHUTTING_DOWN -> new InferenceException(Kind.NO_CAPACITY, why, 0.0);
    };
  }

  private static InferenceException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case PhotoException photo ->
          new InferenceException(kind(photo.reason()), String.valueOf(photo.getMessage()));
      case UnknownModelException unloaded ->
          new InferenceException(Kind.UNKNOWN_MODEL, String.valueOf(unloaded.getMessage()));
      case OutOfMemoryError full -> {
        log.warn("a request needed more memory than this worker has");
        yield new InferenceException(Kind.NO_CAPACITY, "not enough memory for this request");
      }
      case null, default -> {
        log.error("the model failed", cause);
        yield new InferenceException(Kind.FAILED, "the model failed on this input");
      }
    };
  }

  private static Kind kind(PhotoException.Reason reason) {
    return switch (reason) {
      case NOT_AN_IMAGE -> Kind.NOT_AN_IMAGE;
      case TOO_MANY_PIXELS -> Kind.IMAGE_TOO_LARGE;
    };
  }
}
