package org.meitheal.worker.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.worker.lane.Emulation;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.model.Calibrator;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.LibTorch;
import org.meitheal.worker.model.ModelLoadException;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.speed.Calibration;

/** The bundled model on lanes, without a server around it. */
public final class Models implements AutoCloseable {
  public static final String LITE0 = "efficientnet-lite0";

  public final LaneClock clock = LaneClock.system();
  public final Lanes lanes;
  public final ModelRepository repository;

  public Models(int laneCount, double slowDown) {
    LibTorch.configure();
    lanes = new Lanes(laneCount, 64, Emulation.of(slowDown), clock, LibTorch::prepareThread);
    Calibration calibration = new Calibration(clock::cpuTime, slowDown);
    repository = new ModelRepository(RunningWorker.MODELS, new Calibrator(lanes, calibration));
  }

  public ServedModel lite0() {
    return load(repository);
  }

  /** The same, as if nothing were known of its head. */
  public ServedModel lite0ThatDoesNotJoin() {
    Calibration calibration = new Calibration(clock::cpuTime, 1);
    return load(new ModelRepository(notJoining(), new Calibrator(lanes, calibration)));
  }

  /** A folder with a bundle whose manifest does not say how answers are joined. */
  public static Path notJoining() {
    try {
      Path folder = Files.createTempDirectory("models");
      Path bundle = Files.createDirectory(folder.resolve(LITE0));
      Path original = RunningWorker.MODELS.resolve(LITE0);
      try (Stream<Path> files = Files.list(original)) {
        for (Path file : files.toList()) {
          Files.copy(file, bundle.resolve(file.getFileName()));
        }
      }
      String manifest = Files.readString(original.resolve(Bundle.MANIFEST));
      String silent = manifest.replaceAll(",\\s*\"joins\": \"mean\"", "");
      if (silent.equals(manifest)) {
        throw new IllegalStateException("the manifest says nothing of joining already");
      }
      Files.writeString(bundle.resolve(Bundle.MANIFEST), silent);
      return folder;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static ServedModel load(ModelRepository repository) {
    try {
      repository.load(LITE0);
    } catch (ModelLoadException broken) {
      throw new IllegalStateException(broken);
    }
    return repository.find(LITE0, null);
  }

  public long in(Duration time) {
    return clock.now() + time.toNanos();
  }

  /** Noise. */
  public static ImageTensor image(int seed, int items, int height, int width) {
    byte[] pixels = Tensors.pixels(seed, items, height, width);
    ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
    return new ImageTensor(ImageTensor.Element.UINT8, items, height, width, direct);
  }

  @Override
  public void close() {
    lanes.close();
    try {
      lanes.join(Duration.ofSeconds(10));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    repository.close();
  }
}
