package org.meitheal.dashboard.decision;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;

/** The last {@value #MOST} decisions; a decision that comes again replaces what was known of it. */
final class NewestDecisions {
  static final int MOST = 50;

  private static final Comparator<DecisionView> OLDEST_FIRST =
      Comparator.comparing(DecisionView::at).thenComparing(DecisionView::id);

  private final TreeSet<DecisionView> kept = new TreeSet<>(OLDEST_FIRST);
  private final List<Consumer<DecisionView>> listeners = new CopyOnWriteArrayList<>();
  private volatile List<DecisionView> newestFirst = List.of();

  /** Told of what is known, oldest first, and then of each that comes; on the follower's thread. */
  synchronized void addListener(Consumer<DecisionView> listener) {
    kept.forEach(listener);
    listeners.add(listener);
  }

  synchronized void put(DecisionView decision) {
    kept.removeIf(other -> other.id().equals(decision.id()));
    kept.add(decision);
    if (kept.size() > MOST) {
      kept.removeFirst();
    }
    newestFirst = List.copyOf(kept.reversed());
    listeners.forEach(listener -> listener.accept(decision));
  }

  List<DecisionView> newestFirst() {
    return newestFirst;
  }

  /** What the newest decision that could tell reckoned one input to take on that device. */
  @Nullable Double computeMs(String device, String model) {
    return newestFirst.stream()
        .filter(decision -> decision.model().equals(model))
        .flatMap(decision -> decision.candidates().stream())
        .filter(candidate -> device.equals(candidate.device()) && candidate.computeMs() != null)
        .map(CandidateView::computeMs)
        .findFirst()
        .orElse(null);
  }
}
