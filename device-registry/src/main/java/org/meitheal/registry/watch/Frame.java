package org.meitheal.registry.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.registry.WatchEvents;
import tools.jackson.databind.json.JsonMapper;

/** A change as it goes over the wire, rendered once for all followers. */
final class Frame {
  /** A comment line. */
  static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  /** Nothing is sent: it only wakes who waits for frames. */
  static final Frame NONE = new Frame(new WatchEvent.DeviceRemoved(0, ""), ProtocolJson.MAPPER);

  private final WatchEvent event;
  private final JsonMapper json;
  private final byte[] bytes;
  private volatile byte @Nullable [] brief;

  private Frame(WatchEvent event, JsonMapper json) {
    this.event = event;
    this.json = json;
    this.bytes = render(event, json);
  }

  static Frame of(WatchEvent event, JsonMapper json) {
    return new Frame(event, json);
  }

  WatchEvent event() {
    return event;
  }

  long version() {
    return event.version();
  }

  byte[] bytes() {
    return bytes;
  }

  /** Without what each segment of each model takes; made where somebody wants that. */
  byte[] brief() {
    byte[] made = brief;
    if (made == null) {
      made =
          event instanceof WatchEvent.LinkChanged
              ? bytes
              : render(event.withoutSegmentTimes(), json);
      brief = made;
    }
    return made;
  }

  private static byte[] render(WatchEvent event, JsonMapper json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    String head = "id: %d\nevent: %s\ndata: ".formatted(event.version(), WatchEvents.name(event));
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(json.writeValueAsBytes(event));
    out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
