package org.meitheal.scheduler.fleet;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.meitheal.protocol.registry.ProbeTarget;

/**
 * Measures the site's link to every worker: the round trip each time it is called, the bandwidth
 * only where no real transfer told it lately. One probe a worker at a time.
 */
final class Prober {
  /** A lost probe counts as this; so a dead link looks worse than any slow one. */
  static final Duration LOST_AFTER = Duration.ofSeconds(2);

  static final Duration PERIOD = Duration.ofMillis(500);

  private static final int BANDWIDTH_BYTES = 128 << 10;

  private final Supplier<Iterable<ProbeTarget>> targets;
  private final ProbeClient client;
  private final OwnLinks links;
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  Prober(Supplier<Iterable<ProbeTarget>> targets, ProbeClient client, OwnLinks links) {
    this.targets = targets;
    this.client = client;
    this.links = links;
  }

  /**
   * Starts a probe of each worker that has none under way, spread over the period, so that they do
   * not wait for each other. Called by one thread.
   */
  void probeAll() {
    List<ProbeTarget> all = new ArrayList<>();
    targets.get().forEach(all::add);
    for (int i = 0; i < all.size(); i++) {
      ProbeTarget target = all.get(i);
      if (inFlight.add(target.id())) {
        Duration delay = PERIOD.multipliedBy(i).dividedBy(all.size());
        Thread.ofVirtual().name("probe-" + target.id()).start(() -> probe(target, delay));
      }
    }
  }

  private void probe(ProbeTarget target, Duration delay) {
    try {
      Thread.sleep(delay);
      probe(target);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      inFlight.remove(target.id());
    }
  }

  private void probe(ProbeTarget target) {
    long start = System.nanoTime();
    try {
      URI worker = URI.create(target.url());
      links.roundTrip(target, client.ping(worker));
      if (links.bandwidthIsStale(target)) {
        links.transferred(target, BANDWIDTH_BYTES, client.send(worker, BANDWIDTH_BYTES));
      }
    } catch (IOException | IllegalArgumentException lost) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      links.lost(target, waited, waited.compareTo(LOST_AFTER) > 0 ? waited : LOST_AFTER);
    }
  }
}
