package org.meitheal.worker.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.ModelManifest.Segment;
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

  /** The same, as if its segments had no methods for pieces. */
  public ServedModel lite0InUnmodifiedSegments() {
    Calibration calibration = new Calibration(clock::cpuTime, 1);
    Path folder = without("\"row_pieces\": true,\\s*");
    return load(new ModelRepository(folder, new Calibrator(lanes, calibration)));
  }

  /** A folder with a bundle whose manifest does not say how answers are joined. */
  public static Path notJoining() {
    return without(",\\s*\"joins\": \"mean\"");
  }

  private static Path without(String pattern) {
    return changed(manifest -> manifest.replaceAll(pattern, ""), List.of());
  }

  /** A folder with a bundle whose first segment is a module that has no methods for pieces. */
  public static Path lackingMethods() {
    List<Segment> segments = Bundle.open(RunningWorker.MODELS.resolve(LITE0)).manifest().segments();
    Segment stem = segments.getFirst();
    Segment head = segments.getLast();
    return changed(
        manifest ->
            manifest
                .replace(stem.sha256(), head.sha256())
                .replace(
                    "\"bytes\": %d".formatted(stem.bytes()),
                    "\"bytes\": %d".formatted(head.bytes())),
        List.of(stem.file(), head.file()));
  }

  /**
   * @param swapped none, or a file and the one that takes its place
   */
  private static Path changed(UnaryOperator<String> change, List<String> swapped) {
    try {
      Path folder = Files.createTempDirectory("models");
      Path bundle = Files.createDirectory(folder.resolve(LITE0));
      Path original = RunningWorker.MODELS.resolve(LITE0);
      try (Stream<Path> files = Files.list(original)) {
        for (Path file : files.toList()) {
          Files.copy(file, bundle.resolve(file.getFileName()));
        }
      }
      if (!swapped.isEmpty()) {
        Files.copy(
            original.resolve(swapped.getLast()),
            bundle.resolve(swapped.getFirst()),
            StandardCopyOption.REPLACE_EXISTING);
      }
      String manifest = Files.readString(original.resolve(Bundle.MANIFEST));
      String changed = change.apply(manifest);
      if (changed.equals(manifest)) {
        throw new IllegalStateException("the manifest is like that already");
      }
      Files.writeString(bundle.resolve(Bundle.MANIFEST), changed);
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
