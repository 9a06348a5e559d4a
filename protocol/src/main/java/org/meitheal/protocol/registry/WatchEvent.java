package org.meitheal.protocol.registry;

import java.util.List;

/**
 * What {@code GET /v1/watch} sends: server-sent events whose {@code event} is the name in
 * parentheses, whose {@code id} is the version and whose {@code data} is the record. A comment line
 * at least every second tells the follower that the registry lives.
 */
public sealed interface WatchEvent {
  long version();

  /** The same for those who plan nothing: without what each segment of each model takes. */
  default WatchEvent withoutSegmentTimes() {
    return switch (this) {
      case Snapshot(long version, List<DeviceView> devices, List<LinkView> links) ->
          new Snapshot(
              version, devices.stream().map(DeviceView::withoutSegmentTimes).toList(), links);
      case DeviceChanged(long version, DeviceView device) ->
          new DeviceChanged(version, device.withoutSegmentTimes());
      case DeviceRemoved _, LinkChanged _ -> this;
    };
  }

  /** ({@code snapshot}) Everything. First, and again whenever the resume point is too old. */
  record Snapshot(long version, List<DeviceView> devices, List<LinkView> links)
      implements WatchEvent {}

  /** ({@code device}) A new or changed device; a heartbeat changes it. */
  record DeviceChanged(long version, DeviceView device) implements WatchEvent {}

  /** ({@code removed}) */
  record DeviceRemoved(long version, String id) implements WatchEvent {}

  /** ({@code link}) */
  record LinkChanged(long version, LinkView link) implements WatchEvent {}
}
