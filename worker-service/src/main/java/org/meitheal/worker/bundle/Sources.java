package org.meitheal.worker.bundle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of one fetch, the nearest first. One that fails makes room for the next, and gets
 * another chance in the next round; after so many failures, or once it was wrong, it is not asked
 * again.
 */
final class Sources {
  private static final Logger log = LoggerFactory.getLogger(Sources.class);
  private static final int TRIES = 3;
  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;

  private final List<BundleSource> left;
  private final Duration pause;
  private final Map<BundleSource, Integer> failures = new HashMap<>();
  private final List<String> reasons = new ArrayList<>();
  private int current;

  /**
   * @param pause between two rounds
   */
  Sources(List<BundleSource> sources, Duration pause) {
    this.left = new ArrayList<>(sources);
    this.pause = pause;
  }

  /**
   * @throws BundleFetchException if none is left
   */
  BundleSource current() throws BundleFetchException {
    if (!left.isEmpty()) {
      return left.get(current);
    }
    if (reasons.isEmpty()) {
      throw new BundleFetchException(
          NOT_FOUND, "no neighbour has this bundle, nor does the model store, if there is one");
    }
    throw new BundleFetchException(
        BAD_GATEWAY, "nobody delivered this bundle: " + String.join("; ", reasons));
  }

  /** Goes on to the next one. */
  void failed(BundleSource source, SourceException failure) throws InterruptedException {
    switch (failure.kind()) {
      case ABSENT -> drop(source);
      case WRONG -> {
        log.atWarn()
            .addKeyValue("source", source.name())
            .addKeyValue("reason", String.valueOf(failure.getMessage()))
            .log("a source of bundles is wrong; it is not asked again for this one");
        giveUp(source, failure);
      }
      case PASSING -> {
        if (failures.merge(source, 1, Integer::sum) >= TRIES) {
          giveUp(source, failure);
        } else {
          advance(source);
        }
      }
    }
  }

  /** A whole file was right: what went wrong before is forgiven. */
  void delivered() {
    failures.clear();
  }

  private void giveUp(BundleSource source, SourceException failure) {
    reasons.add(source.name() + ": " + failure.getMessage());
    drop(source);
  }

  private void drop(BundleSource source) {
    int index = left.indexOf(source);
    if (index < 0) {
      return;
    }
    left.remove(index);
    if (index < current) {
      current--;
    }
    if (current >= left.size()) {
      current = 0;
    }
  }

  private void advance(BundleSource source) throws InterruptedException {
    if (left.indexOf(source) != current) {
      return;
    }
    current++;
    if (current == left.size()) {
      current = 0;
      Thread.sleep(pause);
    }
  }
}
