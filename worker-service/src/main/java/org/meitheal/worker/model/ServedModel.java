package org.meitheal.worker.model;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.core.partition.Chain;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.model.SplittableChain;
import org.meitheal.worker.lane.StopSignal;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.speed.SpeedMeter;

/** A model that this worker holds in memory. */
public final class ServedModel {
  private final Bundle bundle;
  private final SegmentChain chain;
  private final Chain splittable;
  private final SegmentTimes times;
  private final SpeedMeter speed = new SpeedMeter();
  private final ModelStatistics statistics = new ModelStatistics();
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean unloaded;

  private ServedModel(Bundle bundle, SegmentChain chain) {
    this.bundle = bundle;
    this.chain = chain;
    this.splittable = SplittableChain.of(bundle.manifest());
    this.times = new SegmentTimes(bundle.manifest(), splittable);
  }

  static ServedModel load(Bundle bundle) throws IOException {
    return new ServedModel(bundle, SegmentChain.load(bundle));
  }

  public ModelManifest manifest() {
    return bundle.manifest();
  }

  /** Its front, which can be divided. */
  public Chain chain() {
    return splittable;
  }

  /** Values that it answers for each item. */
  public int classes() {
    return manifest().segments().getLast().outChannels();
  }

  /** Of the bundle's manifest, which pins all of its files. */
  public String sha256() {
    return bundle.sha256();
  }

  /** One for each class; none where the model's outputs are no classes. */
  public List<String> labels() {
    return bundle.labels();
  }

  public SpeedMeter speed() {
    return speed;
  }

  /** What was measured of it so far. */
  public ModelSpeed measuredSpeed() {
    return speed.speedOf(manifest().name(), manifest().version(), sha256(), times.meter());
  }

  /** What its segments take, one by one. */
  public SegmentTimes times() {
    return times;
  }

  public ModelStatistics statistics() {
    return statistics;
  }

  /** Multiply-adds of a run on such images. */
  public long multiplyAdds(int items, int height, int width) {
    return manifest().multiplyAdds(items, height, width);
  }

  /**
   * Runs the whole model in the calling thread, which must be a lane's.
   *
   * @throws StoppedException between two segments, when {@code stop} says so
   * @throws UnknownModelException when it was unloaded since it was found
   */
  public Logits run(ImageTensor images, StopSignal stop) throws StoppedException {
    return run(images, stop, () -> {});
  }

  /**
   * @param lap runs after each segment
   */
  Logits run(ImageTensor images, StopSignal stop, Runnable lap) throws StoppedException {
    use.readLock().lock();
    try {
      if (unloaded) {
        throw new UnknownModelException(manifest().name());
      }
      return chain.run(images, stop, lap);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Whether its segments can do what the manifest says, in a lane's thread; throws if not. */
  void tryPieces() {
    chain.tryPieces(splittable);
  }

  /**
   * For one part of a divided run; the model stays loaded until it is closed.
   *
   * @throws UnknownModelException when it was unloaded since it was found
   */
  public Workbench workbench() {
    use.readLock().lock();
    if (unloaded) {
      use.readLock().unlock();
      throw new UnknownModelException(manifest().name());
    }
    return new Workbench(chain, use.readLock());
  }

  /** Waits for runs to end, then frees the memory. */
  void unload() {
    use.writeLock().lock();
    try {
      if (!unloaded) {
        unloaded = true;
        chain.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
