package org.meitheal.dashboard.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.protocol.scheduler.DecisionView;

/**
 * The requests of the last {@link #WINDOW}, the newest {@value #MOST} at most; one that is told
 * again replaces what was known of it.
 */
public final class RecentOutcomes {
  public static final Duration WINDOW = Duration.ofMinutes(5);
  static final int MOST = 40_000;

  private final InstantSource clock;
  private final Map<String, Outcome> kept = new LinkedHashMap<>();
  private long version;
  private long copiedVersion = -1;
  private List<Outcome> copied = List.of();

  RecentOutcomes(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(DecisionView decision) {
    Outcome outcome = Outcome.of(decision);
    if (outcome != null) {
      kept.put(outcome.key(), outcome);
      version++;
      forget();
    }
  }

  /** Of the window, as they were decided. */
  public synchronized List<Outcome> all() {
    forget();
    if (copiedVersion != version) {
      copied = List.copyOf(kept.values());
      copiedVersion = version;
    }
    return copied;
  }

  private void forget() {
    Instant since = clock.instant().minus(WINDOW);
    int surplus = kept.size() - MOST;
    Iterator<Outcome> oldestFirst = kept.values().iterator();
    while (oldestFirst.hasNext()) {
      Outcome oldest = oldestFirst.next();
      if (surplus-- <= 0 && !oldest.at().isBefore(since)) {
        return;
      }
      oldestFirst.remove();
      version++;
    }
  }
}
