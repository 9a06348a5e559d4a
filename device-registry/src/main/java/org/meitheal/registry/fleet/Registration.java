package org.meitheal.registry.fleet;

import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

/**
 * What the database says of a device.
 *
 * @param released whether the epoch's life ended by a goodbye
 * @param revision changes with each operator write
 */
public record Registration(
    DeviceId id,
    Tier tier,
    String zone,
    String cell,
    String url,
    int lanes,
    OperatorState operatorState,
    long epoch,
    boolean released,
    long revision) {

  /**
   * The newest of both. Transactions may be told of in another order than they were committed in;
   * the epoch orders what a device writes, the revision what operators write.
   */
  Registration merge(Registration other) {
    Registration life = laterLife(other);
    Registration wish = other.revision > revision ? other : this;
    return new Registration(
        id,
        tier,
        zone,
        cell,
        life.url,
        life.lanes,
        wish.operatorState,
        life.epoch,
        life.released,
        wish.revision);
  }

  private Registration laterLife(Registration other) {
    if (other.epoch == epoch) {
      return other.released ? other : this;
    }
    return other.epoch > epoch ? other : this;
  }
}
