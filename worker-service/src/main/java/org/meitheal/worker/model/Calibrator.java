package org.meitheal.worker.model;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.speed.Calibration;
import org.meitheal.worker.speed.SegmentFit;

/**
 * Finds out, on a lane, how fast this device runs a model: as a whole at its reference size, and
 * each segment at that and at a second size.
 */
public final class Calibrator {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final int SEED = 1;

  /** Real, of a run at the larger size; a model that takes longer is timed at a smaller one. */
  private static final double MOST_MS_OF_LARGE_RUN = 150;

  private final Lanes lanes;
  private final Calibration calibration;

  public Calibrator(Lanes lanes, Calibration calibration) {
    this.lanes = lanes;
    this.calibration = calibration;
  }

  void calibrate(ServedModel model) throws ModelLoadException {
    Demand demand = new Demand(1, lanes.now() + TIME_LIMIT.toNanos(), 0);
    try {
      lanes.submitAtFullSpeed(demand, stop -> measure(model, stop)).await();
    } catch (RefusedException | StoppedException | ExecutionException failure) {
      throw new ModelLoadException("cannot run it: " + failure.getMessage(), false, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelLoadException("interrupted", false, interrupted);
    }
  }

  private long measure(ServedModel model, StopSignal stop) throws StoppedException {
    model.tryPieces();
    ModelManifest manifest = model.manifest();
    int height = manifest.referenceSize().get(0);
    int width = manifest.referenceSize().get(1);
    long cost = model.multiplyAdds(1, height, width);
    double[] reference =
        calibration.<StoppedException>calibrate(
            model.speed(), cost, run(model, noise(height, width), stop));
    double wholeMs = Arrays.stream(reference).sum() / calibration.slowDown();
    boolean grows = 4 * wholeMs < MOST_MS_OF_LARGE_RUN;
    int otherHeight = side(manifest, 0, grows ? 2 * height : height / 2);
    int otherWidth = side(manifest, 1, grows ? 2 * width : width / 2);
    double[] other =
        calibration.<StoppedException>time(run(model, noise(otherHeight, otherWidth), stop));
    double[] work = model.times().multiplyAdds(1, height, width);
    double[] otherWork = model.times().multiplyAdds(1, otherHeight, otherWidth);
    model
        .times()
        .meter()
        .calibrated(
            grows
                ? fit(work, reference, otherWork, other)
                : fit(otherWork, other, work, reference));
    return cost;
  }

  private static Calibration.Run<StoppedException> run(
      ServedModel model, ImageTensor images, StopSignal stop) {
    return lap -> model.run(images, stop, lap);
  }

  private static List<SegmentCost> fit(
      double[] small, double[] smallMs, double[] large, double[] largeMs) {
    List<SegmentCost> costs = new ArrayList<>();
    for (int i = 0; i < small.length; i++) {
      costs.add(SegmentFit.of(small[i], smallMs[i], large[i], largeMs[i]));
    }
    return costs;
  }

  private static int side(ModelManifest manifest, int axis, int wanted) {
    int least = manifest.input().minimumSize().get(axis);
    return Math.clamp(wanted, least, manifest.input().maximumSize().get(axis));
  }

  /** Noise: black images would be faster on processors that skip over denormal numbers. */
  private static ImageTensor noise(int height, int width) {
    byte[] pixels = new byte[3 * height * width];
    new Random(SEED).nextBytes(pixels);
    return new ImageTensor(ImageTensor.Element.UINT8, 1, height, width, ByteBuffer.wrap(pixels));
  }
}
