package org.meitheal.registry.device;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.registry.audit.Audit;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.fleet.Registration;
import org.meitheal.registry.fleet.Roster;
import org.meitheal.registry.link.Links;
import org.meitheal.registry.principal.Principals;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators do with devices: first in the database, with its audit, then in memory. */
@Component
class DeviceAdministration {
  private final TransactionTemplate transaction;
  private final Roster roster;
  private final Principals principals;
  private final Audit audit;
  private final Fleet fleet;
  private final Links links;

  DeviceAdministration(
      TransactionTemplate transaction,
      Roster roster,
      Principals principals,
      Audit audit,
      Fleet fleet,
      Links links) {
    this.transaction = transaction;
    this.roster = roster;
    this.principals = principals;
    this.audit = audit;
    this.fleet = fleet;
    this.links = links;
  }

  void setState(DeviceId id, @Nullable Long expected, OperatorState wanted, String operator) {
    Registration changed =
        transaction.execute(status -> {
          audit.record(operator, "device.patch", id.value(), wanted.name());
          return roster.setOperatorState(id, expected, wanted);
        });
    fleet.reregister(changed);
  }

  void delete(DeviceId id, @Nullable Long expected, String operator) {
    transaction.executeWithoutResult(status -> {
      roster.delete(id, expected);
      principals.deleteDevice(id.value());
      audit.record(operator, "device.delete", id.value(), "");
    });
    links.forget(id);
    fleet.remove(id);
  }
}
