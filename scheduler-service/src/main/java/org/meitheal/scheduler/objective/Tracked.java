package org.meitheal.scheduler.objective;

import java.time.Instant;
import org.meitheal.core.slo.Evaluation;
import org.meitheal.core.slo.Standing;

/**
 * An objective with its counts, and how it stood last.
 *
 * @param standingAt when the standing was reached; the newest of the replicas' counts
 */
record Tracked(Objective objective, Ledger ledger, Evaluation latest, Instant standingAt) {
  static Tracked begin(Objective objective, Ledger ledger, Instant now) {
    Standing standing = Standing.begin(objective.slo(), now);
    return new Tracked(
        objective, ledger, ledger.evaluate(objective.slo(), standing, now), Instant.EPOCH);
  }

  /** The same counts and standing for another target. */
  Tracked with(Objective changed) {
    Evaluation shown =
        new Evaluation(
            changed.slo(), latest.at(), latest.counts(), latest.readings(), latest.standing());
    return new Tracked(changed, ledger, shown, standingAt);
  }

  /** As the windows say now, from a standing to the next. */
  Tracked evaluated(Standing before, Instant now) {
    return new Tracked(objective, ledger, ledger.evaluate(objective.slo(), before, now), now);
  }

  /** With the windows as they are now, but where another replica says that it stands. */
  Tracked following(Standing standing, Instant at, Instant now) {
    Evaluation own = ledger.evaluate(objective.slo(), standing, now);
    Evaluation shown = new Evaluation(own.slo(), own.at(), own.counts(), own.readings(), standing);
    return new Tracked(objective, ledger, shown, at);
  }
}
