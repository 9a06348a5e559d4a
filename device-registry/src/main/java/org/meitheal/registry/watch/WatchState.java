package org.meitheal.registry.watch;

import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.fleet.Fleet;
import org.meitheal.registry.link.LinkKey;
import org.meitheal.registry.link.Links;

/** What followers are told, read from the state as it is now. */
interface WatchState {
  /** Changed, or removed. */
  WatchEvent device(long version, DeviceId id);

  /** Null for a link that is gone: followers drop it with its device. */
  @Nullable WatchEvent link(long version, LinkKey link);

  WatchEvent.Snapshot snapshot(long version);

  static WatchState of(Fleet fleet, Links links) {
    return new WatchState() {
      @Override
      public WatchEvent device(long version, DeviceId id) {
        return fleet
            .view(id)
            .<WatchEvent>map(view -> new WatchEvent.DeviceChanged(version, view))
            .orElseGet(() -> new WatchEvent.DeviceRemoved(version, id.value()));
      }

      @Override
      public @Nullable WatchEvent link(long version, LinkKey link) {
        return links.view(link).map(view -> new WatchEvent.LinkChanged(version, view)).orElse(null);
      }

      @Override
      public WatchEvent.Snapshot snapshot(long version) {
        return new WatchEvent.Snapshot(version, fleet.views(), links.views());
      }
    };
  }
}
