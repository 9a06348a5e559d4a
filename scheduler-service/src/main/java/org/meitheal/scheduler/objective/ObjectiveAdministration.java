package org.meitheal.scheduler.objective;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.Slo;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.EventView.AboutObjective;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.record.ObjectiveStore;
import org.meitheal.scheduler.record.RecordIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What operators change. Each change is an event. */
final class ObjectiveAdministration {
  private static final Logger log = LoggerFactory.getLogger(ObjectiveAdministration.class);

  private final Objectives objectives;
  private final ObjectiveKeeper keeper;
  private final ObjectiveStore store;
  private final EventStore events;
  private final RecordIds ids;
  private final InstantSource clock;

  ObjectiveAdministration(
      Objectives objectives,
      ObjectiveKeeper keeper,
      ObjectiveStore store,
      EventStore events,
      RecordIds ids,
      InstantSource clock) {
    this.objectives = objectives;
    this.keeper = keeper;
    this.store = store;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes or replaces one.
   *
   * @param ifMatch needed where there is one already
   * @return whether there was none before
   */
  boolean put(String name, ObjectiveSpec spec, @Nullable String ifMatch, String operator) {
    Slo slo = slo(name, spec);
    return stored(() -> {
      keeper.refresh();
      Objective known = changeable(name);
      if (known == null) {
        create(slo, ifMatch);
      } else {
        Revisions.require(known, ifMatch);
        if (store.put(name, ObjectiveSpec.of(slo), known.revision()).isEmpty()) {
          throw Revisions.changed();
        }
      }
      tell(EventView.OBJECTIVE_PUT, name, known == null ? "made" : "changed", operator);
      keeper.refresh();
      return known == null;
    });
  }

  void delete(String name, @Nullable String ifMatch, String operator) {
    stored(() -> {
      keeper.refresh();
      Objective known = changeable(name);
      if (known == null) {
        throw unknown(name);
      }
      Revisions.require(known, ifMatch);
      if (!store.remove(name, Objects.requireNonNull(known.revision()))) {
        throw Revisions.changed();
      }
      tell(EventView.OBJECTIVE_DELETED, name, "deleted", operator);
      keeper.refresh();
      return true;
    });
  }

  static ProblemException unknown(String name) {
    return new ProblemException(404, "unknown-objective", false, "no objective " + name);
  }

  private void create(Slo slo, @Nullable String ifMatch) {
    if (ifMatch != null && !ifMatch.isBlank()) {
      throw Revisions.changed();
    }
    if (objectives.all().size() >= ObjectiveKeeper.MOST) {
      throw new ProblemException(
          409,
          "too-many-objectives",
          false,
          "there are " + ObjectiveKeeper.MOST + " already, and no more fit");
    }
    if (store.put(slo.name(), ObjectiveSpec.of(slo), null).isEmpty()) {
      throw Revisions.changed();
    }
  }

  private @Nullable Objective changeable(String name) {
    Objective known = objectives.find(name).map(Tracked::objective).orElse(null);
    if (known != null && known.isOfFile()) {
      throw new ProblemException(
          409,
          "objective-of-file",
          false,
          name + " is in the objectives' file of this scheduler, and changes there");
    }
    return known;
  }

  private static Slo slo(String name, ObjectiveSpec spec) {
    try {
      return spec.toSlo(name);
    } catch (IllegalArgumentException senseless) {
      throw new ProblemException(
          400, "invalid-objective", false, String.valueOf(senseless.getMessage()));
    }
  }

  private void tell(String kind, String name, String what, String operator) {
    events.add(
        new EventView(
            ids.next(),
            clock.instant(),
            kind,
            operator,
            List.of(),
            null,
            new AboutObjective(name, what, null, null)));
    log.atInfo()
        .addKeyValue("objective", name)
        .addKeyValue("operator", operator)
        .addKeyValue("what", what)
        .log("An operator changed an objective");
  }

  private static <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException away) {
      log.atDebug().addKeyValue("cause", away.getMessage()).log("The database does not answer");
      throw new ProblemException(
          503, "record-unavailable", true, "the record is out of reach; try again in a moment");
    }
  }
}
