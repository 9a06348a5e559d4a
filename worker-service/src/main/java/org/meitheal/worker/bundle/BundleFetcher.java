package org.meitheal.worker.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.meitheal.protocol.model.BundleListing;
import org.meitheal.protocol.model.BundleShelf;
import org.meitheal.protocol.model.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets bundles that this worker lacks, in the background: each once at a time, few side by side.
 * What a fetch that failed has on disk is continued by the next one of that bundle, and swept away
 * by one of another.
 */
public final class BundleFetcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BundleFetcher.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final int AT_ONCE = 2;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(30);
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int BUSY = 503;

  private final Path folder;
  private final BundleShelf shelf;
  private final Leftovers leftovers;
  private final Supplier<List<BundleSource>> sources;
  private final Duration pause;
  private final LongSupplier nanoTime;
  private final Map<Wanted, Future<?>> underWay = new HashMap<>();
  private final ReentrantLock changing = new ReentrantLock();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param folder of the models
   * @param incoming where bundles grow: this worker's own, on the same file system
   * @param sources the nearest first, as of now
   * @param pause before sources that failed are asked again
   */
  BundleFetcher(
      Path folder,
      Path incoming,
      BundleShelf shelf,
      Supplier<List<BundleSource>> sources,
      Duration pause,
      LongSupplier nanoTime) {
    this.folder = folder;
    this.shelf = shelf;
    this.leftovers = new Leftovers(incoming);
    this.sources = sources;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  private record Wanted(String model, String sha256) {}

  /**
   * Returns when this bundle is on disk, in the folder of the model's name. Who asks may go away:
   * the fetch goes on.
   *
   * @throws BundleFetchException when it cannot be had, or another one is in that folder
   */
  public void ensure(String model, String sha256)
      throws BundleFetchException, InterruptedException {
    if (!NAME.matcher(model).matches() || !Sha256.isOne(sha256)) {
      throw new BundleFetchException(
          BAD_REQUEST, "sha256 must be the 64 hexadecimal digits of a bundle");
    }
    if (isHere(model, sha256)) {
      return;
    }
    try {
      fetch(new Wanted(model, sha256)).get();
    } catch (ExecutionException failure) {
      throw of(failure);
    }
  }

  /** Fetches under way end; what they have stays. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private boolean isHere(String model, String sha256) throws BundleFetchException {
    Path place = folder.resolve(model);
    if (!Files.exists(place)) {
      return false;
    }
    String there = shelf.at(model).map(BundleListing::sha256).orElse("none");
    if (there.equals(sha256)) {
      return true;
    }
    throw new BundleFetchException(
        CONFLICT,
        "another bundle is in the folder '%s' (%s); remove it first".formatted(model, there));
  }

  private Future<?> fetch(Wanted wanted) throws BundleFetchException {
    changing.lock();
    try {
      Future<?> running = underWay.get(wanted);
      if (running != null) {
        return running;
      }
      if (underWay.size() >= AT_ONCE) {
        throw new BundleFetchException(BUSY, "other bundles are being fetched; try again later");
      }
      leftovers.sweep(underWay.keySet().stream().map(Wanted::sha256).toList(), wanted.sha256());
      FutureTask<Void> task = new FutureTask<>(() -> run(wanted));
      underWay.put(wanted, task);
      threads.execute(task);
      return task;
    } finally {
      changing.unlock();
    }
  }

  private Void run(Wanted wanted) throws BundleFetchException, InterruptedException {
    try {
      new BundleFetch(
              wanted.model(),
              wanted.sha256(),
              leftovers.of(wanted.sha256()),
              folder.resolve(wanted.model()),
              new Sources(sources.get(), pause),
              new TimeLimit(nanoTime, TIME_LIMIT))
          .run();
      log.atInfo()
          .addKeyValue("model", wanted.model())
          .addKeyValue("sha256", wanted.sha256())
          .log("fetched the bundle");
      return null;
    } finally {
      ended(wanted);
    }
  }

  private void ended(Wanted wanted) {
    changing.lock();
    try {
      underWay.remove(wanted);
    } finally {
      changing.unlock();
    }
  }

  private static BundleFetchException of(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof BundleFetchException known) {
      return known;
    }
    if (cause instanceof InterruptedException) {
      return new BundleFetchException(BUSY, "this worker is stopping", cause);
    }
    throw new IllegalStateException("fetching a bundle failed", failure);
  }
}
