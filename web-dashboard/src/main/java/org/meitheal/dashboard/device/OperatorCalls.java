package org.meitheal.dashboard.device;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DevicePatch;
import org.meitheal.protocol.registry.DeviceView;

/** Has the registry do what an operator wants, with the operator's own token. */
final class OperatorCalls {
  private final HttpClient http = HttpClients.shared();
  private final URI registry;
  private final ServiceCalls looks;

  OperatorCalls(URI registry, ServiceCalls looks) {
    this.registry = registry;
    this.looks = looks;
  }

  /** What came of it. */
  enum Answer {
    DONE,
    /** Somebody else changed the device since it was looked at. */
    CHANGED,
    GONE,
    /** The token is not good any more. */
    KEY_NEEDED,
    FORBIDDEN
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
   * @param revision that the operator saw
   * @throws IOException where the registry cannot be asked, or refuses for another reason
   */
  Answer act(DeviceAction action, String device, long revision, String token) throws IOException {
    HttpRequest.Builder request =
        JsonCalls.request(registry, "/v1/devices/" + device)
            .header("Authorization", "Bearer " + token)
            .header("If-Match", "\"" + revision + "\"");
    OperatorState wanted = action.wanted();
    if (wanted == null) {
      request.DELETE();
    } else {
      byte[] patch = ProtocolJson.MAPPER.writeValueAsBytes(new DevicePatch(wanted));
      request
          .header("Content-Type", "application/json")
          .method("PATCH", BodyPublishers.ofByteArray(patch));
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      return switch (answer.statusCode()) {
        case 200, 204 -> Answer.DONE;
        case 401 -> Answer.KEY_NEEDED;
        case 403 -> Answer.FORBIDDEN;
        case 404 -> Answer.GONE;
        case 412 -> Answer.CHANGED;
        default -> throw new RemoteStatusException(request.uri(), answer.statusCode());
      };
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
