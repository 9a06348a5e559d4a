package org.meitheal.dashboard.device;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DevicePatch;
import org.meitheal.protocol.registry.DeviceView;

/** What the registry is asked about one device. */
final class DeviceCalls {
  private final URI registry;
  private final ServiceCalls looks;

  DeviceCalls(URI registry, ServiceCalls looks) {
    this.registry = registry;
    this.looks = looks;
  }

  /**
   * The device as it is now, with its revision.
   *
   * @return none where there is no such device
   */
  @Nullable DeviceView look(String device) throws IOException {
    try {
      return looks.get("/v1/devices/" + device, DeviceView.class);
    } catch (RemoteStatusException status) {
      if (status.status() == 404) {
        return null;
      }
      throw status;
    }
  }

  /**
   * What has it done.
   *
   * @param revision that the operator saw
   */
  HttpRequest.Builder request(DeviceAction action, String device, long revision) {
    HttpRequest.Builder request =
        JsonCalls.request(registry, "/v1/devices/" + device)
            .header("If-Match", "\"" + revision + "\"");
    OperatorState wanted = action.wanted();
    if (wanted == null) {
      return request.DELETE();
    }
    byte[] patch = ProtocolJson.MAPPER.writeValueAsBytes(new DevicePatch(wanted));
    return request
        .header("Content-Type", "application/json")
        .method("PATCH", BodyPublishers.ofByteArray(patch));
  }
}
