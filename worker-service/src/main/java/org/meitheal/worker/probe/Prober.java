package org.meitheal.worker.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.meitheal.protocol.registry.ProbeTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes all targets once a period, spread over it, so that they do not wait for each other;
 * without waiting for answers. Bandwidths are measured one after the other.
 */
public final class Prober implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Prober.class);

  private final HttpClient http;
  private final Supplier<List<ProbeTarget>> targets;
  private final Duration period;
  private final SampleBuffer samples;
  private final LongSupplier nanoTime;
  private final Map<ProbeTarget, LinkProbe> probes = new HashMap<>();
  private final Set<ProbeTarget> underWay = ConcurrentHashMap.newKeySet();
  private final Semaphore transfer = new Semaphore(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("prober").unstarted(this::run);

  public Prober(
      HttpClient http,
      Supplier<List<ProbeTarget>> targets,
      Duration period,
      SampleBuffer samples,
      LongSupplier nanoTime) {
    this.http = http;
    this.targets = targets;
    this.period = period;
    this.samples = samples;
    this.nanoTime = nanoTime;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closing.countDown();
  }

  private void run() {
    try {
      for (List<ProbeTarget> current = List.of(); !closes(current); current = targets.get()) {
        probeAll(current);
      }
    } catch (InterruptedException closed) {
      log.debug("interrupted");
    }
  }

  /** Waits for what is left of the period where there is nobody to probe. */
  private boolean closes(List<ProbeTarget> current) throws InterruptedException {
    return closing.await(current.isEmpty() ? period.toNanos() : 0, TimeUnit.NANOSECONDS);
  }

  private void probeAll(List<ProbeTarget> current) throws InterruptedException {
    probes.keySet().retainAll(new HashSet<>(current));
    for (ProbeTarget target : current) {
      if (underWay.add(target)) {
        LinkProbe probe = probes.computeIfAbsent(target, this::probe);
        Thread.ofVirtual().name("probe-" + target.id()).start(() -> probe(target, probe));
      }
      if (closing.await(period.toNanos() / current.size(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  private LinkProbe probe(ProbeTarget target) {
    ProbeConnection connection = new ProbeConnection(http, URI.create(target.url()));
    return new LinkProbe(target.id(), connection, samples, nanoTime);
  }

  private void probe(ProbeTarget target, LinkProbe probe) {
    try {
      probe.probeRoundTrip();
      if (probe.wantsTransfer() && transfer.tryAcquire()) {
        try {
          probe.probeTransfer();
        } finally {
          transfer.release();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.remove(target);
    }
  }
}
