package org.meitheal.scheduler.fleet;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.protocol.registry.WatchEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Follows the registry, probes the workers, posts the samples: for as long as the service runs. */
final class FleetTasks implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FleetTasks.class);
  private static final long POST_PERIOD_MS = 1_000;

  private final RegistryFollower follower;
  private final Prober prober;
  private final SamplePoster poster;
  private final OwnLinks links;
  private volatile @Nullable ScheduledExecutorService timer;

  FleetTasks(RegistryFollower follower, Prober prober, SamplePoster poster, OwnLinks links) {
    this.follower = follower;
    this.prober = prober;
    this.poster = poster;
    this.links = links;
  }

  @Override
  public void start() {
    follower.addListener(this::locate);
    follower.start();
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("fleet-", 0).factory());
    long probePeriodMs = Prober.PERIOD.toMillis();
    var _ =
        started.scheduleAtFixedRate(
            guarded(prober::probeAll), 0, probePeriodMs, TimeUnit.MILLISECONDS);
    var _ =
        started.scheduleWithFixedDelay(
            guarded(poster::post), POST_PERIOD_MS, POST_PERIOD_MS, TimeUnit.MILLISECONDS);
    timer = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService stopping = timer;
    timer = null;
    if (stopping != null) {
      stopping.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }

  /** The registry is followed once, for the whole life of the service. */
  @Override
  public boolean isPauseable() {
    return false;
  }

  private void locate(WatchEvent event) {
    switch (event) {
      case WatchEvent.Snapshot(long _, List<DeviceView> devices, List<LinkView> _) ->
          devices.forEach(device -> links.locate(device.id(), device.url()));
      case WatchEvent.DeviceChanged(long _, DeviceView device) ->
          links.locate(device.id(), device.url());
      case WatchEvent.DeviceRemoved(long _, String id) -> links.forget(id);
      case WatchEvent.LinkChanged _ -> {}
    }
  }

  /** What a task throws would end its schedule for good. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException unexpected) {
        log.error("A fleet task failed", unexpected);
      }
    };
  }
}
