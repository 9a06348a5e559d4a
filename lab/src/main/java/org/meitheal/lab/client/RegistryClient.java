package org.meitheal.lab.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.protocol.identity.TokenAnswer;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.DevicePatch;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.EnrolmentKey;
import org.meitheal.protocol.registry.LinkView;
import tools.jackson.databind.JsonNode;

/** The registry, as an operator sees it. */
public final class RegistryClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Http http;
  private final URI registry;
  private final String apiKey;
  private @Nullable String token;
  private long renewAtNanos;

  public RegistryClient(Http http, URI registry, String apiKey) {
    this.http = http;
    this.registry = registry;
    this.apiKey = apiKey;
  }

  /** A token for the API key; kept until half of its life has passed. */
  public synchronized String token() throws IOException, InterruptedException {
    String kept = token;
    if (kept != null && System.nanoTime() - renewAtNanos < 0) {
      return kept;
    }
    Http.Answer answer =
        http.post(registry.resolve("/v1/tokens"), bearer(apiKey), new byte[0], PATIENCE);
    TokenAnswer fresh = checked("POST /v1/tokens", answer).as(TokenAnswer.class);
    token = fresh.token();
    renewAtNanos = System.nanoTime() + Duration.ofMillis(fresh.expiresInMs() / 2).toNanos();
    return fresh.token();
  }

  /** A key with which one device may enrol. */
  public EnrolmentKey enrolmentKey(Duration valid) throws IOException, InterruptedException {
    byte[] body = ("{\"valid_for_ms\":" + valid.toMillis() + "}").getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token(), "Content-Type", "application/json");
    Http.Answer answer = http.post(registry.resolve("/v1/enrolment-keys"), headers, body, PATIENCE);
    return checked("POST /v1/enrolment-keys", answer).as(EnrolmentKey.class);
  }

  public List<DeviceView> devices() throws IOException, InterruptedException {
    return list("/v1/devices?limit=200", DeviceView.class);
  }

  /** Sets what the operator wants of a device. */
  public void set(String device, OperatorState state) throws IOException, InterruptedException {
    String path = "/v1/devices/" + device;
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + token(),
            "Content-Type",
            "application/json",
            "If-Match",
            "*");
    byte[] patch = ProtocolJson.MAPPER.writeValueAsBytes(new DevicePatch(state));
    checked("PATCH " + path, http.send("PATCH", registry.resolve(path), headers, patch, PATIENCE));
  }

  public List<LinkView> links() throws IOException, InterruptedException {
    return list("/v1/links", LinkView.class);
  }

  private <T> List<T> list(String path, Class<T> type) throws IOException, InterruptedException {
    Http.Answer answer = http.get(registry.resolve(path), bearer(token()), PATIENCE);
    JsonNode read = ProtocolJson.MAPPER.readTree(checked("GET " + path, answer).body());
    JsonNode items = read.isArray() ? read : read.path("items");
    List<T> found = new ArrayList<>();
    items.forEach(item -> found.add(ProtocolJson.MAPPER.treeToValue(item, type)));
    return found;
  }

  static Map<String, String> bearer(String credential) {
    return Map.of("Authorization", "Bearer " + credential);
  }

  static Http.Answer checked(String asked, Http.Answer answer) throws UnexpectedAnswerException {
    if (!answer.ok()) {
      throw new UnexpectedAnswerException(asked, answer);
    }
    return answer;
  }
}
