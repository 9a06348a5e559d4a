package org.meitheal.dashboard.source;

import java.util.List;
import org.meitheal.dashboard.decision.Decisions;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.stereotype.Service;

/** The services that pages are made of. */
@Service
public class Sources {
  private final RegistryFollower registry;
  private final Decisions decisions;

  Sources(RegistryFollower registry, Decisions decisions) {
    this.registry = registry;
    this.decisions = decisions;
  }

  public SourceStatus registry() {
    return SourceStatus.of(
        "Registry", registry.isConnected(), registry.hasNews() ? registry.age() : null);
  }

  public SourceStatus scheduler() {
    return SourceStatus.of("Scheduler", decisions.isConnected(), decisions.age());
  }

  public List<SourceStatus> all() {
    return List.of(registry(), scheduler());
  }
}
