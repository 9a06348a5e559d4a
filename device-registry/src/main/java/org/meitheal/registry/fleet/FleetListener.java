package org.meitheal.registry.fleet;

import org.meitheal.core.fleet.DeviceId;

/** Is told, after the fact, that a device came, changed or went. Must not wait. */
@FunctionalInterface
public interface FleetListener {
  void changed(DeviceId id);
}
