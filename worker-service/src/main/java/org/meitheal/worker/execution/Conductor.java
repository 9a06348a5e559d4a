package org.meitheal.worker.execution;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.worker.exchange.Exchange;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.exchange.PartFailures;
import org.meitheal.worker.exchange.PartReports;
import org.meitheal.worker.exchange.Terms;
import org.meitheal.worker.execution.Happening.Place;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.part.AdmittedPart;
import org.meitheal.worker.part.LeadOutcome;
import org.meitheal.worker.part.PartLostException;

/**
 * Leads one attempt: has all parts run, and those that are lost, refused or late run again, first
 * by their spare, then here. One thread decides; it hears what happens through a queue.
 */
final class Conductor {
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DividedWork work;
  private final Terms terms;
  private final Exchange exchange;
  private final Runners runners;
  private final BlockingQueue<Happening> happenings;
  private final Admissions admissions;
  private final Patience patience;
  private final LaneClock clock;
  private final long deadline;
  private final long startedAt;
  private final Map<Integer, Standing> standings = new TreeMap<>();

  /** Takes a part of this attempt on, here. */
  interface Admissions {
    AdmittedPart admit(int part) throws RefusedException;
  }

  /** What came of it. */
  sealed interface Result {
    /**
     * @param parts how all but the lead's own went
     */
    record Led(LeadOutcome outcome, List<PartRun> parts) implements Result {
      /** Each part ran where it was to, once, as far as this lead saw. */
      boolean isAsPlanned() {
        return parts.stream().allMatch(part -> part.state().equals("done") && part.why() == null);
      }
    }

    /** It must be done again, by the lead alone. */
    record Restart(String why) implements Result {}
  }

  /** Where a part stands. */
  private static final class Standing {
    private Place place;
    private @Nullable URI url;
    private final Map<Place, Long> givenAt = new EnumMap<>(Place.class);
    private long dueAt = Patience.NEVER;
    private @Nullable PartRun report;
    private @Nullable String why;

    private Standing(Place place, @Nullable URI url) {
      this.place = place;
      this.url = url;
    }
  }

  Conductor(
      DividedWork work,
      Exchange exchange,
      Runners runners,
      BlockingQueue<Happening> happenings,
      Admissions admissions,
      Patience patience,
      LaneClock clock,
      long deadline) {
    this.work = work;
    this.terms = work.terms();
    this.exchange = exchange;
    this.runners = runners;
    this.happenings = happenings;
    this.admissions = admissions;
    this.patience = patience;
    this.clock = clock;
    this.deadline = deadline;
    this.startedAt = clock.now();
  }

  /**
   * @throws InferenceException if there will be no result
   */
  Result conduct() throws InterruptedException {
    try {
      begin();
      while (true) {
        Happening next = happenings.poll(waitNanos(), TimeUnit.NANOSECONDS);
        Result result = next == null ? late() : heard(next);
        if (result != null) {
          return result;
        }
      }
    } catch (RefusedException refused) {
      throw tooLate() ? late("no time to run a lost part again") : PartFailures.of(refused);
    } catch (PartLostException lost) {
      throw PartFailures.of(lost);
    }
  }

  /** For others too, so that nobody needs to try. */
  private boolean tooLate() {
    double leftMs = (double) (deadline - clock.now()) / TimeUnit.MILLISECONDS.toNanos(1);
    return leftMs < work.expectedMs() && !standings.isEmpty();
  }

  private static InferenceException late(String why) {
    return new InferenceException(Kind.DEADLINE_EXCEEDED, why);
  }

  private void begin() throws RefusedException, PartLostException {
    Map<Integer, AdmittedPart> here = admitHere();
    for (int part = 1; part < terms.parts(); part++) {
      if (work.helpers().containsKey(part)) {
        standings.put(part, new Standing(Place.HELPER, terms.url(part)));
      } else {
        Standing home = new Standing(Place.HOME, null);
        home.why = work.isOrphan(part) ? "its device has left" : null;
        standings.put(part, home);
      }
    }
    for (PartOffer helper : work.helpers().values()) {
      away(helper, standing(helper.part()));
    }
    for (Map.Entry<Integer, AdmittedPart> entry : here.entrySet()) {
      if (entry.getKey() == Partition.LEAD) {
        runners.lead(entry.getValue());
      } else {
        home(entry.getKey(), entry.getValue());
      }
    }
  }

  /** All parts of this device, or none. */
  private Map<Integer, AdmittedPart> admitHere() throws RefusedException {
    Map<Integer, AdmittedPart> admitted = new TreeMap<>();
    try {
      for (int part = 0; part < terms.parts(); part++) {
        if (!work.helpers().containsKey(part)) {
          admitted.put(part, admissions.admit(part));
        }
      }
      return admitted;
    } catch (RefusedException refused) {
      admitted.values().forEach(AdmittedPart::close);
      throw refused;
    }
  }

  private @Nullable Result heard(Happening happening) throws RefusedException, PartLostException {
    return switch (happening) {
      case Happening.Led led -> new Result.Led(led.outcome(), reports());
      case Happening.LeadFailed failed -> leadFailed(failed.failure());
      case Happening.Done done -> done(done);
      case Happening.Lost lost -> lost(lost);
      case Happening.RowsGone gone ->
          new Result.Restart("rows for part %d are gone".formatted(gone.part()));
      case Happening.Cancelled _ -> throw new InferenceException(Kind.CANCELLED, "cancelled");
    };
  }

  private static Result leadFailed(Exception failure) {
    if (failure instanceof PartLostException lost) {
      return new Result.Restart("part %d is lost".formatted(lost.part()));
    }
    throw PartFailures.of(failure);
  }

  private @Nullable Result done(Happening.Done done) {
    Standing standing = standing(done.part());
    if (standing.report == null) {
      PartRun report =
          switch (done.place()) {
            case HELPER -> told(done, terms.device(done.part()), "done", standing.why);
            case SPARE -> told(done, spare(done.part()), "spare", standing.why);
            case HOME ->
                standing.why == null
                    ? done.report()
                    : PartReports.again(done.report(), "home", standing.why);
          };
      long givenAt = standing.givenAt.getOrDefault(done.place(), startedAt);
      standing.report = PartReports.between(report, sinceStart(givenAt), sinceStart(clock.now()));
    }
    return null;
  }

  private double sinceStart(long at) {
    return (double) (at - startedAt) / TimeUnit.MILLISECONDS.toNanos(1);
  }

  /** Who it was is not for the helper to say. */
  private static PartRun told(
      Happening.Done done, String device, String state, @Nullable String why) {
    return PartReports.again(PartReports.by(done.report(), done.part(), device), state, why);
  }

  private String spare(int part) {
    PartOffer spare = work.spares().get(part);
    if (spare == null) {
      throw new IllegalStateException("there is no spare for part " + part);
    }
    return spare.device();
  }

  private @Nullable Result lost(Happening.Lost lost) throws RefusedException, PartLostException {
    Standing standing = standing(lost.part());
    if (standing.report != null || standing.place != lost.place()) {
      return null; // by one who was given up before
    }
    if (standing.place == Place.HOME) {
      return new Result.Restart("part %d is lost here too: %s".formatted(lost.part(), lost.why()));
    }
    return again(lost.part(), lost.why());
  }

  /** Those whose time has clearly passed; a refusal here leaves them the time that is left. */
  private @Nullable Result late() throws PartLostException {
    long now = clock.now();
    if (now - deadline > STUCK_NANOS) {
      throw late("the deadline passed");
    }
    for (Map.Entry<Integer, Standing> entry : standings.entrySet()) {
      Standing standing = entry.getValue();
      if (isLate(standing, now)) {
        try {
          Result result = again(entry.getKey(), "late");
          if (result != null) {
            return result;
          }
        } catch (RefusedException busy) {
          standing.dueAt = Patience.NEVER;
        }
      }
    }
    return null;
  }

  private static boolean isLate(Standing standing, long now) {
    return standing.report == null && standing.dueAt != Patience.NEVER && now >= standing.dueAt;
  }

  /** By its spare, or, where that was tried or there is none, here. */
  private @Nullable Result again(int part, String why) throws RefusedException, PartLostException {
    if (!exchange.keeps(part)) {
      return new Result.Restart("rows for part %d are gone".formatted(part));
    }
    Standing standing = standing(part);
    PartOffer spare = standing.place == Place.HELPER ? work.spares().get(part) : null;
    AdmittedPart admitted = spare == null ? admissions.admit(part) : null;
    standing.why = standing.why == null ? why : standing.why;
    if (admitted != null) {
      standing.place = Place.HOME;
      standing.url = null;
      standing.dueAt = Patience.NEVER;
      home(part, admitted);
    } else if (spare != null) {
      standing.place = Place.SPARE;
      standing.url = URI.create(spare.url());
      exchange.move(part, standing.url);
      away(spare, standing);
    }
    neighboursOf(part)
        .forEach(
            device -> runners.replay(device, part, spare, Math.max(1, deadline - clock.now())));
    postpone();
    return null;
  }

  private void home(int part, AdmittedPart admitted) throws PartLostException {
    standing(part).givenAt.put(Place.HOME, clock.now());
    runners.home(part, admitted);
  }

  private void away(PartOffer offer, Standing standing) {
    standing.givenAt.put(standing.place, clock.now());
    standing.dueAt = patience.dueAt(clock.now(), offer.part());
    runners.away(offer, standing.place, moved(offer.part()));
  }

  /** All that wait for rows of a part that starts over get the time again. */
  private void postpone() {
    standings.forEach((part, standing) -> {
      if (standing.dueAt != Patience.NEVER) {
        standing.dueAt = patience.dueAt(clock.now(), part);
      }
    });
  }

  /** Other devices that hold rows for that part, or will. */
  private Set<URI> neighboursOf(int part) {
    Set<URI> devices = new LinkedHashSet<>();
    for (int sender : terms.sendersTo(part)) {
      URI url = sender == Partition.LEAD ? null : standing(sender).url;
      if (url != null) {
        devices.add(url);
      }
    }
    return devices;
  }

  private List<Frame.Moved> moved(int besides) {
    List<Frame.Moved> moved = new ArrayList<>();
    standings.forEach((part, standing) -> {
      if (part != besides && standing.why != null) {
        URI url = standing.url;
        moved.add(new Frame.Moved(part, url == null ? null : url.toString()));
      }
    });
    return moved;
  }

  private List<PartRun> reports() {
    for (Happening rest = happenings.poll(); rest != null; rest = happenings.poll()) {
      if (rest instanceof Happening.Done done) {
        done(done);
      }
    }
    List<PartRun> reports = new ArrayList<>();
    for (Standing standing : standings.values()) {
      if (standing.report != null) {
        reports.add(standing.report);
      }
    }
    return reports;
  }

  private long waitNanos() {
    long until = deadline + STUCK_NANOS + 1;
    for (Standing standing : standings.values()) {
      if (standing.report == null && standing.dueAt != Patience.NEVER) {
        until = Math.min(until, standing.dueAt);
      }
    }
    return Math.max(0, until - clock.now());
  }

  private Standing standing(int part) {
    Standing standing = standings.get(part);
    if (standing == null) {
      throw new IllegalStateException("there is no part " + part);
    }
    return standing;
  }
}
