package org.meitheal.dashboard.device;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.Heartbeat;

/**
 * How fast devices were, as their heartbeats said: a reading every ten seconds, the last {@value
 * #MOST_READINGS} of each, since this dashboard began. No service keeps more.
 */
final class SpeedMemory {
  static final int MOST_READINGS = 180;
  static final int MOST_PAIRS = 5_000;

  private final Map<Pair, ArrayDeque<Reading>> kept = new HashMap<>();

  private record Pair(String device, String model) {}

  /** A speed at a time. */
  record Reading(Instant at, double nanosPerMultiplyAdd) {}

  synchronized void look(Map<String, DeviceView> devices, Instant now) {
    Set<Pair> there = new HashSet<>();
    for (DeviceView device : devices.values()) {
      for (Heartbeat.ModelState model : device.models()) {
        Pair pair = new Pair(device.id(), model.name());
        there.add(pair);
        if (model.nanosPerMultiplyAdd() > 0
            && device.liveness().takesWork()
            && (kept.size() < MOST_PAIRS || kept.containsKey(pair))) {
          add(pair, new Reading(now, model.nanosPerMultiplyAdd()));
        }
      }
    }
    kept.keySet().retainAll(there);
  }

  /** Oldest first. */
  synchronized List<Reading> of(String device, String model) {
    return List.copyOf(kept.getOrDefault(new Pair(device, model), new ArrayDeque<>()));
  }

  private void add(Pair pair, Reading reading) {
    ArrayDeque<Reading> readings = kept.computeIfAbsent(pair, _ -> new ArrayDeque<>());
    readings.add(reading);
    if (readings.size() > MOST_READINGS) {
      readings.removeFirst();
    }
  }
}
