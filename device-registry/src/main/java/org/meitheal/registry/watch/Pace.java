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

  /** What became of a change. */
  enum Taken {
    /** To be told at once. */
    NO,
    /** Held, where nothing was held before. */
    FIRST,
    HELD
  }

  Taken take(Frame frame) {
    return switch (frame.event()) {
      case WatchEvent.LinkChanged(long _, LinkView link) when holdsLinks ->
          held(links.hold(new LinkKey(link.from(), link.to()), frame));
      case WatchEvent.DeviceChanged(long _, DeviceView device) when holdsDevices ->
          held(devices.hold(device.id(), frame));
      case WatchEvent.DeviceRemoved(long _, String id) -> {
        // What is held would otherwise come after the news that it is gone.
        devices.forget(id::equals);
        links.forget(link -> link.touches(id));
        yield Taken.NO;
      }
      default -> Taken.NO;
    };
  }

  private static Taken held(boolean first) {
    return first ? Taken.FIRST : Taken.HELD;
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
