package org.meitheal.scheduler.objective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.scheduler.AlertView;
import org.meitheal.scheduler.record.ObjectiveStore;
import org.meitheal.scheduler.record.RecordIds;
import org.meitheal.scheduler.record.ReplicaDatabase;
import org.meitheal.scheduler.testing.MovableClock;

/** One of several schedulers on one database, as far as objectives go; it ticks when it is told. */
final class Replica {
  static final String SITE = "lab";

  final MovableClock clock;
  final ReplicaDatabase database;
  final ObjectiveStore store;
  final ObjectiveKeeper keeper;
  private final Objectives objectives;
  private final List<AlertView> posted;

  /**
   * @param posted takes what goes to the webhook
   */
  Replica(List<Slo> slos, String databaseUrl, MovableClock clock, List<AlertView> posted) {
    this.clock = clock;
    this.posted = posted;
    this.database = new ReplicaDatabase(databaseUrl);
    this.store = database.objectives();
    this.objectives = new Objectives(clock);
    this.keeper =
        new ObjectiveKeeper(
            slos,
            objectives,
            store,
            database.events(),
            new News(new ObjectiveViews(SITE), new RecordIds(SITE, clock), SITE),
            posted::add,
            clock);
  }

  /** So many requests were not answered in time here. */
  void miss(int times) {
    for (int i = 0; i < times; i++) {
      objectives.ended(ObjectivesTests.execution("expired"));
    }
  }

  void tick() {
    keeper.tick();
  }

  /** Ticks after a while. */
  void tick(Duration later) {
    clock.move(later);
    keeper.tick();
  }

  Tracked shows(String objective) {
    return objectives.find(objective).orElseThrow();
  }

  long bad(String objective) {
    return shows(objective).latest().counts().bad();
  }

  int step(String objective) {
    return shows(objective).latest().standing().feedback().step().number();
  }

  /** The alerts that fire, as this replica shows them. */
  List<String> firing(String objective) {
    return new ObjectiveViews(SITE)
        .alerts(shows(objective).latest()).stream().map(AlertView::id).toList();
  }

  /** What all replicas posted, by id and status. */
  List<String> posted() {
    return new ArrayList<>(
        posted.stream().map(alert -> alert.id() + " " + alert.status()).toList());
  }
}
