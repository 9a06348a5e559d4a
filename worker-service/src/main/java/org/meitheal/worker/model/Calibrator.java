package org.meitheal.worker.model;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.speed.Calibration;

/** Finds out, on a lane, how fast this device runs a model at its reference size. */
public final class Calibrator {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
  private static final int SEED = 1;

  private final Lanes lanes;
  private final Calibration calibration;

  public Calibrator(Lanes lanes, Calibration calibration) {
    this.lanes = lanes;
    this.calibration = calibration;
  }

  void calibrate(ServedModel model) throws ModelLoadException {
    ImageTensor images = referenceImages(model.manifest());
    long cost = model.multiplyAdds(images.items(), images.height(), images.width());
    Demand demand = new Demand(1, lanes.now() + TIME_LIMIT.toNanos(), 0);
    try {
      lanes
          .submitAtFullSpeed(
              demand,
              stop -> {
                calibration.<StoppedException>calibrate(
                    model.speed(), cost, () -> model.run(images, stop));
                return cost;
              })
          .await();
    } catch (RefusedException | StoppedException | ExecutionException failure) {
      throw new ModelLoadException("cannot run it: " + failure.getMessage(), false, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelLoadException("interrupted", false, interrupted);
    }
  }

  /** Noise: black images would be faster on processors that skip over denormal numbers. */
  private static ImageTensor referenceImages(ModelManifest manifest) {
    int height = manifest.referenceSize().get(0);
    int width = manifest.referenceSize().get(1);
    byte[] pixels = new byte[3 * height * width];
    new Random(SEED).nextBytes(pixels);
    return new ImageTensor(ImageTensor.Element.UINT8, 1, height, width, ByteBuffer.wrap(pixels));
  }
}
