package org.meitheal.scheduler.trust;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.protocol.scheduler.MismatchReport.Suspect;
import org.meitheal.protocol.scheduler.SplitView;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.EventStore;
import org.meitheal.scheduler.record.RecordIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes reports of wrong answers, but only from a device that led that execution by this
 * scheduler's own record, and only against devices that took part in it.
 */
final class Trust {
  private static final Logger log = LoggerFactory.getLogger(Trust.class);

  private final DecisionRecord record;
  private final EventStore store;
  private final Exclusions exclusions;
  private final RecordIds ids;
  private final InstantSource clock;

  Trust(
      DecisionRecord record,
      EventStore store,
      Exclusions exclusions,
      RecordIds ids,
      InstantSource clock) {
    this.record = record;
    this.store = store;
    this.exclusions = exclusions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param reporter the device that reports
   * @return the event on record; a second report of one execution changes nothing
   */
  EventView report(String reporter, MismatchReport report) {
    DecisionView decision = decision(reporter, report);
    requireTookPart(report, decision);
    List<String> devices = report.suspects().stream().map(Suspect::device).toList();
    Instant now = clock.instant();
    EventView event =
        new EventView(
            ids.next(),
            now,
            EventView.MISMATCH,
            reporter,
            devices,
            new EventView.Mismatch(report, decision.id(), decision.model()));
    List<ExclusionView> excluded =
        report.suspects().stream().map(suspect -> exclusion(suspect, event)).toList();
    return stored(() -> {
      EventView first = store.add(event, report.execution(), excluded);
      exclusions.read();
      if (first.id().equals(event.id())) {
        log.atWarn()
            .addKeyValue("execution", report.execution())
            .addKeyValue("reporter", reporter)
            .addKeyValue("devices", devices)
            .log("A divided answer was wrong; the devices are excluded from divisions");
      }
      return first;
    });
  }

  List<EventView> events(@Nullable String before, int limit) {
    return stored(() -> store.events(before, limit));
  }

  List<ExclusionView> exclusions() {
    return stored(store::exclusions);
  }

  /**
   * @param operator who takes it back
   */
  void takeBack(String device, String operator) {
    EventView event =
        new EventView(
            ids.next(), clock.instant(), EventView.TAKEN_BACK, operator, List.of(device), null);
    boolean removed =
        stored(() -> {
          boolean was = store.remove(device, event);
          exclusions.read();
          return was;
        });
    if (!removed) {
      throw new ProblemException(
          404, "not-excluded", false, "no device of that name is excluded from divisions");
    }
    log.atInfo()
        .addKeyValue("device", device)
        .addKeyValue("operator", operator)
        .log("A device takes part in divisions again");
  }

  private DecisionView decision(String reporter, MismatchReport report) {
    ExecutionView execution =
        record
            .execution(report.execution())
            .orElseThrow(
                () -> new ProblemException(404, "unknown-execution", false, "no such execution"));
    if (!reporter.equals(execution.device())) {
      throw new ProblemException(
          403, "not-the-lead", false, "only the device that led an execution may report it");
    }
    if (execution.state().equals("running")) {
      throw new ProblemException(409, "execution-running", true, "it has not ended yet");
    }
    if (report.attempt() != execution.attempts()) {
      throw new ProblemException(
          400, "another-attempt", false, "the answer came from another attempt");
    }
    return record
        .decision(execution.decision())
        .orElseThrow(
            () -> new ProblemException(404, "unknown-decision", false, "its decision is gone"));
  }

  private static void requireTookPart(MismatchReport report, DecisionView decision) {
    SplitView split =
        decision.candidates().stream()
            .filter(CandidateView::chosen)
            .findFirst()
            .map(CandidateView::split)
            .orElse(null);
    if (split == null) {
      throw new ProblemException(400, "not-divided", false, "that execution was not divided");
    }
    for (Suspect suspect : report.suspects()) {
      if (!split.devices().contains(suspect.device())) {
        throw new ProblemException(
            400, "not-a-part", false, suspect.device() + " took no part in that execution");
      }
    }
  }

  private static ExclusionView exclusion(Suspect suspect, EventView event) {
    return new ExclusionView(
        suspect.device(),
        event.at(),
        event.id(),
        String.format(
            Locale.ROOT,
            "its part differed by %.3g of the largest value when %s computed it again",
            suspect.difference(),
            event.by()));
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
