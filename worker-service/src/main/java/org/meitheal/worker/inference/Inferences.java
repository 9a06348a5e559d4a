package org.meitheal.worker.inference;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Size;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.lane.Job;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.Spread;
import org.meitheal.worker.part.Spreading;

/** Takes requests to the lanes, and learns from each how fast they are. */
public final class Inferences {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Lanes lanes;
  private final LaneClock clock;
  private final Spreading spreading;
  private final double slowDown;

  public Inferences(Lanes lanes, LaneClock clock, Spreading spreading, double slowDown) {
    this.lanes = lanes;
    this.clock = clock;
    this.spreading = spreading;
    this.slowDown = slowDown;
  }

  /** The clock of {@link Order}. */
  public long now() {
    return clock.now();
  }

  /**
   * Refuses a request that would be refused after its input was read.
   *
   * @param expectedNanos on a lane; 0 where this is not known
   * @throws InferenceException that no lane can do it in time
   */
  public void requireCapacity(Order order, long expectedNanos) {
    try {
      lanes.probe(order.demand(expectedNanos));
    } catch (RefusedException refused) {
      throw noCapacity(refused);
    }
  }

  /**
   * Queues a request, or divides it over lanes that are idle.
   *
   * @throws InferenceException that no lane can do it in time
   */
  public RunningInference start(ServedModel model, Input input, Order order) {
    Work spread = spread(model, input, order);
    Work work = spread == null ? oneLane(model, input, order) : spread;
    return new RunningInference(work, model, input.items(), order, clock);
  }

  /** None for photos: their pixels are made on one lane, and then they are small. */
  private @Nullable Work spread(ServedModel model, Input input, Order order) {
    if (!(input instanceof Input.Tensor tensor)) {
      return null;
    }
    long startedAt = now();
    Spread spread = spreading.start(model, tensor.images(), order.priority(), order.deadline());
    return spread == null ? null : new Work.SeveralLanes(spread, clock, startedAt);
  }

  private Work oneLane(ServedModel model, Input input, Order order) {
    long cost = input.multiplyAdds(model);
    long expected = model.speed().expectedNanos(cost + input.preparation());
    try {
      Job<Inference> job =
          lanes.submit(order.demand(expected), stop -> run(model, input, cost, stop));
      return new Work.OneLane(job);
    } catch (RefusedException refused) {
      model.statistics().failed(now() - order.receivedAt());
      throw noCapacity(refused);
    }
  }

  private Inference run(ServedModel model, Input input, long cost, StopSignal stop)
      throws Exception {
    Stopwatch stopwatch = new Stopwatch(clock, slowDown);
    ImageTensor images = input.images(model);
    long inputNanos = stopwatch.lap();
    Logits logits = model.run(images, stop);
    long computeNanos = stopwatch.lap();
    model.speed().add(cost, computeNanos);
    Size size = new Size(images.height(), images.width());
    model
        .times()
        .meter()
        .addWhole(
            model.times().calibratedMsFrom(0, images.items(), size),
            computeNanos / NANOS_PER_MILLI);
    return new Inference(logits, 0, inputNanos, computeNanos);
  }

  private static InferenceException noCapacity(RefusedException refused) {
    return new InferenceException(
        Kind.NO_CAPACITY, String.valueOf(refused.getMessage()), refused.earliestFinishMs());
  }
}
