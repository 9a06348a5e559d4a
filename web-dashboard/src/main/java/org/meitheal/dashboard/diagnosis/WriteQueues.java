package org.meitheal.dashboard.diagnosis;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.dashboard.diagnosis.Known.Queue;
import org.meitheal.dashboard.remote.ServiceCalls;
import tools.jackson.databind.JsonNode;

/** The services' queues of records, by their {@code /actuator/info}; as asked last. */
final class WriteQueues {
  private static final Duration LATELY = Duration.ofMinutes(10);

  private final ServiceCalls registry;
  private final ServiceCalls scheduler;
  private final InstantSource clock;
  private final Map<String, ArrayDeque<Reading>> readings = new HashMap<>();
  private volatile List<Queue> newest = List.of();

  private record Reading(Instant at, long dropped) {}

  WriteQueues(ServiceCalls registry, ServiceCalls scheduler, InstantSource clock) {
    this.registry = registry;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  List<Queue> newest() {
    return newest;
  }

  /**
   * Asks again.
   *
   * @throws IOException where one cannot be asked; what was known stays
   */
  void ask() throws IOException {
    List<Queue> queues = new ArrayList<>();
    JsonNode behind = registry.get("/actuator/info", JsonNode.class).path("write_behind");
    behind.forEachEntry((name, queue) ->
        queues.add(
            queue(
                "The registry",
                name.replace('_', ' '),
                queue.path("queued").asLong(0),
                queue.path("dropped").asLong(0) + queue.path("refused").asLong(0),
                queue.path("failing").asBoolean(false))));
    JsonNode record = scheduler.get("/actuator/info", JsonNode.class).path("record");
    if (record.isObject()) {
      queues.add(
          queue(
              "The scheduler",
              "decisions and executions",
              record.path("waiting").asLong(0),
              record.path("overflowed").asLong(0) + record.path("rejected").asLong(0),
              record.path("trouble").isString()));
    }
    newest = List.copyOf(queues);
  }

  private Queue queue(String service, String name, long waiting, long dropped, boolean failing) {
    return new Queue(service, name, waiting, lately(service + name, dropped), dropped, failing);
  }

  /** A service that began again counts from nothing. */
  private long lately(String queue, long dropped) {
    Instant now = clock.instant();
    ArrayDeque<Reading> known = readings.computeIfAbsent(queue, _ -> new ArrayDeque<>());
    if (!known.isEmpty() && known.getLast().dropped() > dropped) {
      known.clear();
    }
    known.add(new Reading(now, dropped));
    while (known.getFirst().at().isBefore(now.minus(LATELY))) {
      known.removeFirst();
    }
    return dropped - known.getFirst().dropped();
  }
}
