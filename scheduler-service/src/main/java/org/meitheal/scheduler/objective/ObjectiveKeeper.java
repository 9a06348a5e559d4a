package org.meitheal.scheduler.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.meitheal.core.slo.Counts;
import org.meitheal.core.slo.Slo;
import org.meitheal.core.slo.Standing;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.record.ObjectiveStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps the objectives: takes in what was counted, shares counts and standings with other replicas
 * through the database, and evaluates. While the database is away it evaluates from memory, every
 * replica what it counted itself; counts and events wait until it is back.
 */
final class ObjectiveKeeper {
  /** Each takes up to 360 KB. */
  static final int MOST = 32;

  private static final Logger log = LoggerFactory.getLogger(ObjectiveKeeper.class);

  /** A transaction may become visible later than its rows say. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
  private static final int MOST_EVENTS_WAITING = 200;

  private final List<Slo> ofFile;
  private final Objectives objectives;
  private final ObjectiveStore store;
  private final EventStore events;
  private final News news;
  private final Consumer<AlertView> alerts;
  private final InstantSource clock;
  private final Map<String, Ledger> ledgers = new HashMap<>();
  private final Deque<EventView> waiting = new ArrayDeque<>();
  private boolean ready;
  private Instant cleanedAt = Instant.EPOCH;

  /**
   * @param alerts is told of those that begin and end, and does not wait
   */
  ObjectiveKeeper(
      List<Slo> ofFile,
      Objectives objectives,
      ObjectiveStore store,
      EventStore events,
      News news,
      Consumer<AlertView> alerts,
      InstantSource clock) {
    this.ofFile = List.copyOf(ofFile);
    this.objectives = objectives;
    this.store = store;
    this.events = events;
    this.news = news;
    this.alerts = alerts;
    this.clock = clock;
    follow(List.of(), clock.instant());
  }

  /** One evaluation. */
  synchronized void tick() {
    Instant now = now();
    try {
      if (isReady()) {
        refresh();
        takeIn(now);
        share(now);
        evaluateShared(now);
        writeEvents();
        clean(now);
        return;
      }
    } catch (DataAccessException away) {
      // The record says so already.
      log.atDebug().addKeyValue("cause", away.getMessage()).log("Objectives are kept in memory");
    }
    takeIn(now);
    evaluateAlone(now);
  }

  /** Stores what was counted, for who evaluates next. */
  synchronized void handIn() {
    Instant now = now();
    takeIn(now);
    try {
      if (isReady()) {
        share(now);
        writeEvents();
      }
    } catch (DataAccessException away) {
      log.atWarn().addKeyValue("cause", away.getMessage()).log("The last counts are lost");
    }
  }

  /**
   * Reads anew what the API made, so that a change counts at once.
   *
   * @throws DataAccessException while the database is away
   */
  synchronized void refresh() {
    follow(store.objectives(), clock.instant());
  }

  /** As exactly as the database tells a standing by. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Once there, tables stay. */
  private boolean isReady() {
    ready = ready || store.isReady();
    return ready;
  }

  private void follow(List<ObjectiveStore.Stored> stored, Instant now) {
    List<Objective> current = new ArrayList<>();
    ofFile.forEach(slo -> current.add(new Objective(slo, null)));
    for (ObjectiveStore.Stored each : stored) {
      boolean isOfFile = ofFile.stream().anyMatch(slo -> slo.name().equals(each.name()));
      if (!isOfFile && current.size() < MOST) {
        readable(each).ifPresent(current::add);
      }
    }
    List<Tracked> tracked = current.stream().map(each -> tracked(each, now)).toList();
    ledgers.keySet().retainAll(current.stream().map(Objective::series).toList());
    objectives.set(tracked);
  }

  private static Optional<Objective> readable(ObjectiveStore.Stored stored) {
    try {
      return Optional.of(new Objective(stored.spec().toSlo(stored.name()), stored.revision()));
    } catch (IllegalArgumentException otherVersion) {
      log.atDebug().addKeyValue("objective", stored.name()).log("An objective makes no sense here");
      return Optional.empty();
    }
  }

  private Tracked tracked(Objective objective, Instant now) {
    Tracked known = objectives.find(objective.slo().name()).orElse(null);
    if (known != null && known.objective().series().equals(objective.series())) {
      return known.objective().equals(objective) ? known : known.with(objective);
    }
    Ledger ledger = ledgers.computeIfAbsent(objective.series(), _ -> new Ledger(objective.slo()));
    return Tracked.begin(objective, ledger, now);
  }

  private void takeIn(Instant now) {
    objectives.all().forEach(each -> each.ledger().takeIn(now));
  }

  private void share(Instant now) {
    Map<String, Map<Long, Counts>> unwritten = new HashMap<>();
    for (Tracked each : objectives.all()) {
      Map<Long, Counts> counts = each.ledger().unwritten();
      if (!counts.isEmpty()) {
        unwritten.put(each.objective().series(), counts);
      }
    }
    if (!unwritten.isEmpty()) {
      store.add(unwritten);
      objectives.all().forEach(each -> each.ledger().written());
    }
    Instant until = store.now();
    for (Tracked each : objectives.all()) {
      Ledger ledger = each.ledger();
      ledger.read(
          store.changed(
              each.objective().series(), ledger.oldest(now), ledger.readUntil().minus(OVERLAP)),
          until,
          now);
    }
  }

  private void evaluateShared(Instant now) {
    List<Change> changes = new ArrayList<>();
    boolean mine =
        store.evaluate(stored -> {
          Map<String, ObjectiveStore.Standing> next = new HashMap<>();
          for (Tracked each : objectives.all()) {
            Change change = new Change(newest(each, stored, now), now);
            changes.add(change);
            next.put(
                each.objective().series(),
                new ObjectiveStore.Standing(
                    now, StandingText.write(change.after().latest().standing())));
          }
          return next;
        });
    if (mine) {
      accept(changes.stream().map(Change::shared).toList());
    } else {
      Map<String, ObjectiveStore.Standing> stored = store.standings();
      objectives.set(objectives.all().stream().map(each -> newest(each, stored, now)).toList());
    }
  }

  private void evaluateAlone(Instant now) {
    accept(objectives.all().stream().map(each -> new Change(each, now)).toList());
  }

  /** Where it stood last: by this replica's memory, or by what another has stored. */
  private static Tracked newest(
      Tracked each, Map<String, ObjectiveStore.Standing> stored, Instant now) {
    ObjectiveStore.Standing standing = stored.get(each.objective().series());
    if (standing == null || !each.yieldsTo(standing.at())) {
      return each;
    }
    return StandingText.read(standing.text(), each.objective().slo())
        .map(read -> each.following(read, standing.at(), now))
        .orElse(each);
  }

  private void accept(List<Change> changes) {
    objectives.set(changes.stream().map(Change::after).toList());
    for (Change change : changes) {
      Standing before = change.before().latest().standing();
      news.alerts(before, change.after().latest()).forEach(alerts);
      news.events(before, change.after().latest()).forEach(this::tell);
    }
  }

  private void tell(EventView event) {
    log.atInfo()
        .addKeyValue("objective", event.objective() == null ? "" : event.objective().name())
        .addKeyValue("what", event.objective() == null ? "" : event.objective().what())
        .log("An objective's budget changed what is done");
    if (waiting.size() == MOST_EVENTS_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(event);
  }

  private void writeEvents() {
    while (!waiting.isEmpty()) {
      events.add(waiting.getFirst());
      waiting.removeFirst();
    }
  }

  private void clean(Instant now) {
    if (now.isAfter(cleanedAt.plus(BETWEEN_CLEANINGS))) {
      store.forgetOld();
      cleanedAt = now;
    }
  }

  /** From where an objective stood to where it stands. */
  private record Change(Tracked before, Tracked after) {
    Change(Tracked before, Instant now) {
      this(before, before.evaluated(before.latest().standing(), now));
    }

    Change shared() {
      return new Change(before, after.shared());
    }
  }
}
