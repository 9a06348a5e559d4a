package org.meitheal.registry.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.link.LinkKey;

/** Holds back changes of devices and of links, each by themselves, for one follower. */
final class Pace {
  private final boolean holdsDevices;
  private final boolean holdsLinks;
  private final HeldChanges<String> devices;
  private final HeldChanges<LinkKey> links;

  Pace(Wish wish, LongSupplier nanoTime) {
    this.holdsDevices = wish.devicesPerSecond() > 0;
    this.holdsLinks = wish.linksPerSecond() > 0;
    this.devices = new HeldChanges<>(wish.devicesPerSecond(), nanoTime);
    this.links = new HeldChanges<>(wish.linksPerSecond(), nanoTime);
  }

  /** Whether it takes a change; else it is to be told at once. */
  boolean takes(Frame frame) {
    return switch (frame.event()) {
      case WatchEvent.LinkChanged(long _, LinkView link) when holdsLinks -> {
        links.hold(new LinkKey(link.from(), link.to()), frame);
        yield true;
      }
      case WatchEvent.DeviceChanged(long _, DeviceView device) when holdsDevices -> {
        devices.hold(device.id(), frame);
        yield true;
      }
      case WatchEvent.DeviceRemoved(long _, String id) -> {
        // What is held would otherwise come after the news that it is gone.
        devices.forget(id::equals);
        links.forget(link -> link.touches(id));
        yield false;
      }
      default -> false;
    };
  }

  List<Frame> due() {
    List<Frame> due = new ArrayList<>(devices.due());
    due.addAll(links.due());
    return due;
  }

  /** In nanoseconds. */
  long untilDue() {
    return Math.min(devices.untilDue(), links.untilDue());
  }
}
