package org.meitheal.scheduler.objective;

import java.time.Instant;
import org.meitheal.core.slo.Evaluation;
import org.meitheal.core.slo.Standing;

/**
 * An objective with its counts, and how it stood last.
 *
 * @param standingAt when the standing was reached, by the clock of who reached it
 * @param sharedAt the same of the stored standing that this one goes on from. It tells that one
 *     from others, and is not compared to them: replicas' clocks differ
 */
record Tracked(
    Objective objective, Ledger ledger, Evaluation latest, Instant standingAt, Instant sharedAt) {
  private static final Instant NEVER = Instant.EPOCH;

  static Tracked begin(Objective objective, Ledger ledger, Instant now) {
    Standing standing = Standing.begin(objective.slo(), now);
    return new Tracked(
        objective, ledger, ledger.evaluate(objective.slo(), standing, now), NEVER, NEVER);
  }

  /** The same counts and standing for another target. */
  Tracked with(Objective changed) {
    Evaluation shown =
        new Evaluation(
            changed.slo(), latest.at(), latest.counts(), latest.readings(), latest.standing());
    return new Tracked(changed, ledger, shown, standingAt, sharedAt);
  }

  /** As the windows say now, from a standing to the next. */
  Tracked evaluated(Standing before, Instant now) {
    return new Tracked(
        objective, ledger, ledger.evaluate(objective.slo(), before, now), now, sharedAt);
  }

  /** The same, and stored. */
  Tracked shared() {
    return new Tracked(objective, ledger, latest, standingAt, standingAt);
  }

  /**
   * Whether a stored standing counts more than this one: it is another replica's, unless this one
   * went on without the database, and for longer.
   */
  boolean yieldsTo(Instant storedAt) {
    boolean wentOnAlone = !sharedAt.equals(NEVER) && !standingAt.equals(sharedAt);
    return !storedAt.equals(sharedAt) && (!wentOnAlone || storedAt.isAfter(standingAt));
  }

  /** With the windows as they are now, but where another replica says that it stands. */
  Tracked following(Standing standing, Instant at, Instant now) {
    Evaluation own = ledger.evaluate(objective.slo(), standing, now);
    Evaluation shown = new Evaluation(own.slo(), own.at(), own.counts(), own.readings(), standing);
    return new Tracked(objective, ledger, shown, at, at);
  }
}
