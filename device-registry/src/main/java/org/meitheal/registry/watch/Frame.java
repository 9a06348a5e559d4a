package org.meitheal.registry.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.protocol.registry.WatchEvents;
import tools.jackson.databind.json.JsonMapper;

/** A change as it goes over the wire, rendered once for all followers. */
@SuppressWarnings("ArrayRecordComponent") // Shared on purpose; never compared.
record Frame(long version, byte[] bytes) {
  /** A comment line. */
  static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  static Frame of(WatchEvent event, JsonMapper json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    String head = "id: %d\nevent: %s\ndata: ".formatted(event.version(), WatchEvents.name(event));
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(json.writeValueAsBytes(event));
    out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    return new Frame(event.version(), out.toByteArray());
  }
}
