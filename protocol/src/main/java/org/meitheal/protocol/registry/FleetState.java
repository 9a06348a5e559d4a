package org.meitheal.protocol.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.meitheal.protocol.registry.FleetNews.Link;

/** What was heard so far. Written by one thread, read by any. */
final class FleetState {
  private final LongSupplier nanoTime;
  private final Map<String, Received> devices = new HashMap<>();
  private final Map<Link, LinkView> links = new HashMap<>();
  private long version;
  private long heardNanos;

  private record Received(DeviceView view, long nanos) {}

  FleetState(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.heardNanos = nanoTime.getAsLong();
  }

  synchronized void apply(WatchEvent event) {
    long now = nanoTime.getAsLong();
    switch (event) {
      case WatchEvent.Snapshot snapshot -> replace(snapshot, now);
      case WatchEvent.DeviceChanged(long _, DeviceView device) ->
          devices.put(device.id(), new Received(device, now));
      case WatchEvent.DeviceRemoved(long _, String id) -> remove(id);
      case WatchEvent.LinkChanged(long _, LinkView link) ->
          links.put(new Link(link.from(), link.to()), link);
    }
    version = event.version();
    heardNanos = now;
  }

  private void replace(WatchEvent.Snapshot snapshot, long now) {
    devices.clear();
    links.clear();
    snapshot.devices().forEach(device -> devices.put(device.id(), new Received(device, now)));
    snapshot.links().forEach(link -> links.put(new Link(link.from(), link.to()), link));
  }

  private void remove(String id) {
    devices.remove(id);
    links.keySet().removeIf(link -> link.from().equals(id) || link.to().equals(id));
  }

  /** Anything came in, be it a comment. */
  synchronized void heard() {
    heardNanos = nanoTime.getAsLong();
  }

  synchronized Duration age() {
    return Duration.ofNanos(nanoTime.getAsLong() - heardNanos);
  }

  synchronized FleetNews news() {
    long now = nanoTime.getAsLong();
    Map<String, DeviceView> views = HashMap.newHashMap(devices.size());
    Map<String, Double> ages = HashMap.newHashMap(devices.size());
    devices.forEach((id, received) -> {
      views.put(id, received.view);
      ages.put(id, (now - received.nanos) / 1e6);
    });
    return new FleetNews(version, Duration.ofNanos(now - heardNanos), views, links, ages);
  }
}
