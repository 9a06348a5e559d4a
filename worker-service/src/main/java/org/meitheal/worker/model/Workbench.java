package org.meitheal.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Crop;
import org.meitheal.core.partition.Interval;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;

/**
 * Where one part of a divided execution is computed. All that it allocates in libtorch is freed
 * when it is closed, by the thread that opened it.
 */
public final class Workbench implements AutoCloseable {
  private final SegmentChain chain;
  private final NDManager manager;
  private final Lock use;

  /**
   * @param use held already; unlocked in the end
   */
  Workbench(SegmentChain chain, Lock use) {
    this.chain = chain;
    this.manager = chain.newScope();
    this.use = use;
  }

  /** Memory for a piece of an activation; what it holds first is undefined. */
  public Canvas canvas(Box box, int channels) {
    return new Canvas(manager, box, channels);
  }

  /**
   * Runs segments fused, in the calling thread, which must be a lane's.
   *
   * @param first segment
   * @param crops one for each segment
   * @param out gets the last one's output
   * @throws StoppedException between two segments, when {@code stop} says so
   */
  public void run(Source input, int first, List<Crop> crops, Canvas out, StopSignal stop)
      throws StoppedException {
    try (NDManager scope = manager.newSubManager()) {
      out.write(scope, crops.getLast().output(), fused(scope, input, first, crops, stop));
    }
  }

  /**
   * Runs segments fused, and then all that comes behind them on what they gave; in the calling
   * thread, which must be a lane's.
   *
   * @param first segment
   * @param crops one for each segment
   * @return the answer for the last one's output alone
   * @throws StoppedException between two segments, when {@code stop} says so
   */
  public Logits answer(Source input, int first, List<Crop> crops, StopSignal stop)
      throws StoppedException {
    try (NDManager scope = manager.newSubManager()) {
      NDArray activation = fused(scope, input, first, crops, stop);
      return chain.rest(activation, first + crops.size(), stop, () -> {});
    }
  }

  private NDArray fused(NDManager scope, Source input, int first, List<Crop> crops, StopSignal stop)
      throws StoppedException {
    NDArray activation = input.view(scope, crops.getFirst().input());
    int segment = first;
    for (Crop crop : crops) {
      stop.check();
      NDArray all = chain.forward(segment, crop.edges(), activation);
      activation.close();
      activation = Views.of(all, wanted(crop), Views.NCHW);
      segment++;
    }
    return activation;
  }

  /**
   * Runs all that comes behind a boundary, in the calling thread, which must be a lane's.
   *
   * @param input all of the activation there, or the piece that is to be answered
   * @throws StoppedException between two segments, when {@code stop} says so
   */
  public Logits rest(Canvas input, int boundary, StopSignal stop) throws StoppedException {
    try (NDManager scope = manager.newSubManager()) {
      return chain.rest(input.view(scope, input.box()), boundary, stop, () -> {});
    }
  }

  private static Box wanted(Crop crop) {
    Box output = crop.output();
    return new Box(
        output.items().relativeTo(output.items().from()),
        from(crop.spoiledRows(), output.rows().length()),
        from(crop.spoiledColumns(), output.columns().length()));
  }

  private static Interval from(int start, int length) {
    return new Interval(start, start + length);
  }

  @Override
  public void close() {
    try {
      manager.close();
    } finally {
      use.unlock();
    }
  }
}
