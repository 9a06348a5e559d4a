package org.meitheal.protocol.registry;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.sse.ServerSentEvent;
import tools.jackson.core.JacksonException;

/** The names by which {@link WatchEvent}s travel. */
public final class WatchEvents {
  private WatchEvents() {}

  /** The {@code event} of a change. */
  public static String name(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Snapshot _ -> "snapshot";
      case WatchEvent.DeviceChanged _ -> "device";
      case WatchEvent.DeviceRemoved _ -> "removed";
      case WatchEvent.LinkChanged _ -> "link";
    };
  }

  /**
   * @return null for a kind that this version does not know
   * @throws JacksonException if the data does not fit the name
   */
  static @Nullable WatchEvent parse(ServerSentEvent event) {
    return switch (event.event()) {
      case "snapshot" -> read(event, WatchEvent.Snapshot.class);
      case "device" -> read(event, WatchEvent.DeviceChanged.class);
      case "removed" -> read(event, WatchEvent.DeviceRemoved.class);
      case "link" -> read(event, WatchEvent.LinkChanged.class);
      default -> null;
    };
  }

  private static <T extends WatchEvent> @Nullable T read(ServerSentEvent event, Class<T> type) {
    return ProtocolJson.MAPPER.readValue(event.data(), type);
  }
}
