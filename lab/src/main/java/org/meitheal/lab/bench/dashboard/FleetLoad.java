package org.meitheal.lab.bench.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.registry.WatchEvents;
import org.meitheal.protocol.scheduler.DecisionView;

/**
 * What happens in the fleet, twenty times a second: each machine beats once a second and each link
 * is sampled anew once in a while, and fewer of both are told where that is asked for; decisions
 * are made, and end 200 ms later.
 */
final class FleetLoad implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 20;
  private static final int TICKS_TO_RUN = 4;
  private static final int KEPT = 200;
  private static final long STOP_SECONDS = 5;

  private final GeneratedFleet fleet;
  private final GeneratedDecisions decisions;
  private final int decisionsPerTick;
  private int ticksPerLink;
  private int ticksPerDevice = TICKS_PER_SECOND;
  private final Watchers fleetWatchers = new Watchers();
  private final Watchers decisionWatchers = new Watchers();
  private final Queue<List<DecisionView>> running = new ArrayDeque<>();
  private final ArrayDeque<DecisionView> newest = new ArrayDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("fleet").daemon().factory());
  private long version;
  private volatile boolean chosenOnly;
  private volatile boolean segments = true;

  /**
   * @param linkSeconds between two samples of a link that are told; of workers it is 1, since each
   *     heartbeat brings samples of all links along
   */
  FleetLoad(int devices, int decisionsPerSecond, int linkSeconds) {
    this.ticksPerLink = linkSeconds * TICKS_PER_SECOND;
    this.fleet = new GeneratedFleet(devices, Instant.now());
    this.decisions = new GeneratedDecisions(fleet);
    this.decisionsPerTick = Math.max(1, decisionsPerSecond / TICKS_PER_SECOND);
  }

  void start() {
    var _ =
        timer.scheduleAtFixedRate(this::tick, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  int links() {
    return fleet.links().size();
  }

  boolean followed() {
    return fleetWatchers.count() > 0 && decisionWatchers.count() > 0;
  }

  /** Oldest first. */
  synchronized List<DecisionView> newestDecisions() {
    return List.copyOf(newest);
  }

  private synchronized void tick() {
    Instant now = Instant.now();
    beat(now);
    decide(now);
  }

  private void beat(Instant now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 19);
    long number = version++;
    for (int i = (int) (number % ticksPerDevice);
        i < fleet.machines().size();
        i += ticksPerDevice) {
      GeneratedFleet.Machine machine = fleet.machines().get(i);
      if (machine.liveness().takesWork()) {
        write(out, new WatchEvent.DeviceChanged(number, fleet.heartbeat(machine, now)));
      }
    }
    for (int i = (int) (number % ticksPerLink); i < fleet.links().size(); i += ticksPerLink) {
      write(out, new WatchEvent.LinkChanged(number, fleet.sampled(fleet.links().get(i), now)));
    }
    fleetWatchers.tell(out.toByteArray());
  }

  private void decide(Instant now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
    List<DecisionView> made =
        java.util.stream.IntStream.range(0, decisionsPerTick)
            .mapToObj(_ -> decisions.next(now))
            .toList();
    made.forEach(decision -> write(out, shaped(decision)));
    running.add(made);
    if (running.size() > TICKS_TO_RUN) {
      running.remove().stream()
          .map(decision -> decisions.ended(decision, now))
          .forEach(ended -> {
            write(out, shaped(ended));
            newest.add(ended);
          });
    }
    while (newest.size() > KEPT) {
      newest.remove();
    }
    decisionWatchers.tell(out.toByteArray());
  }

  /** Answers {@code GET /v1/watch}. */
  void serveFleet(HttpExchange exchange) throws IOException {
    asked(exchange, "devices_per_second=(\\d+)").ifPresent(this::slowDevices);
    asked(exchange, "links_per_second=(\\d+)").ifPresent(this::slowLinks);
    segments = asked(exchange, "segments=(\\w+)").orElse("true").equals("true");
    fleetWatchers.serve(exchange, snapshot());
  }

  /** As the registry does it: so many a second, taking turns. */
  private synchronized void slowDevices(String perSecond) {
    ticksPerDevice = Math.max(ticksPerDevice, ticks(fleet.machines().size(), perSecond));
  }

  private synchronized void slowLinks(String perSecond) {
    ticksPerLink = Math.max(ticksPerLink, ticks(fleet.links().size(), perSecond));
  }

  private static int ticks(int count, String perSecond) {
    return Math.ceilDiv(count * TICKS_PER_SECOND, Integer.parseInt(perSecond));
  }

  private static Optional<String> asked(HttpExchange exchange, String what) {
    String query = exchange.getRequestURI().getQuery();
    Matcher found = Pattern.compile(what).matcher(query == null ? "" : query);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private DecisionView shaped(DecisionView decision) {
    return chosenOnly ? decision.withChosenOnly() : decision;
  }

  /** Answers {@code GET /v1/decisions/watch}. */
  void serveDecisions(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    chosenOnly = asked(exchange, "candidates=(\\w+)").orElse("all").equals("chosen");
    newestDecisions().forEach(decision -> write(out, shaped(decision)));
    decisionWatchers.serve(exchange, out.toByteArray());
  }

  private synchronized byte[] snapshot() {
    Instant now = Instant.now();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(
        out,
        new WatchEvent.Snapshot(
            version,
            fleet.machines().stream().map(machine -> fleet.heartbeat(machine, now)).toList(),
            fleet.links().stream().map(ends -> fleet.sampled(ends, now)).toList()));
    return out.toByteArray();
  }

  private void write(ByteArrayOutputStream out, WatchEvent event) {
    WatchEvent told = segments ? event : event.withoutSegmentTimes();
    write(out, WatchEvents.name(told), Long.toString(told.version()), told);
  }

  private static void write(ByteArrayOutputStream out, DecisionView decision) {
    write(out, "decision", decision.id(), decision);
  }

  private static void write(ByteArrayOutputStream out, String name, String id, Object data) {
    out.writeBytes(("event: " + name + "\nid: " + id + "\ndata: ").getBytes(UTF_8));
    out.writeBytes(ProtocolJson.MAPPER.writeValueAsBytes(data));
    out.writeBytes("\n\n".getBytes(UTF_8));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      var _ = timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    fleetWatchers.end();
    decisionWatchers.end();
  }
}
