package org.meitheal.registry.fleet;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Brings the fleet into memory before the first request, and judges it four times a second. */
@Component
class FleetPatrol implements SmartInitializingSingleton {
  private final Fleet fleet;
  private final Roster roster;
  private final ProbeTargets targets;

  FleetPatrol(Fleet fleet, Roster roster, ProbeTargets targets) {
    this.fleet = fleet;
    this.roster = roster;
    this.targets = targets;
  }

  @Override
  public void afterSingletonsInstantiated() {
    fleet.presume(roster.load());
    targets.refresh();
  }

  @Scheduled(fixedDelay = 250)
  void judge() {
    fleet.judge();
  }

  @Scheduled(fixedDelay = 1_000)
  void refreshTargets() {
    targets.refresh();
  }
}
