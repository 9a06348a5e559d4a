package org.meitheal.dashboard.objective;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.protocol.scheduler.ObjectiveView;

/** The scheduler's objectives: as asked last, once for all who look. */
public final class Objectives {
  private final ServiceCalls scheduler;
  private final InstantSource clock;
  private volatile Heard heard = new Heard(List.of(), null, false);

  Objectives(ServiceCalls scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * @param at when the scheduler answered last; none before the first time
   * @param answered when it was asked last
   */
  record Heard(List<ObjectiveView> worstFirst, @Nullable Instant at, boolean answered) {
    Optional<ObjectiveView> find(String name) {
      return worstFirst.stream().filter(one -> name.equals(one.objective().name())).findFirst();
    }
  }

  Heard heard() {
    return heard;
  }

  public List<ObjectiveView> worstFirst() {
    return heard.worstFirst();
  }

  /**
   * Asks again.
   *
   * @throws IOException where the scheduler cannot be asked; what was known stays
   */
  synchronized void ask() throws IOException {
    try {
      List<ObjectiveView> all = List.of(scheduler.get("/v1/objectives", ObjectiveView[].class));
      heard = new Heard(all, clock.instant(), true);
    } catch (IOException away) {
      heard = new Heard(heard.worstFirst(), heard.at(), false);
      throw away;
    }
  }
}
