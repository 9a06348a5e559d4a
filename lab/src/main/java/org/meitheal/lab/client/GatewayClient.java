package org.meitheal.lab.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.scheduler.DecisionView;

/** The public door, as a client uses it. */
public final class GatewayClient {
  private static final Duration PATIENCE = Duration.ofSeconds(70);

  private final Http http;
  private final URI gateway;
  private final String apiKey;

  public GatewayClient(Http http, URI gateway, String apiKey) {
    this.http = http;
    this.gateway = gateway;
    this.apiKey = apiKey;
  }

  public URI uri() {
    return gateway;
  }

  public boolean modelReady(String model) throws IOException, InterruptedException {
    return get("/v2/models/" + model + "/ready").ok();
  }

  /** Classifies a photo; {@code headers} say what else there is to say. */
  public Classification classify(String model, byte[] photo, Map<String, String> headers)
      throws IOException, InterruptedException {
    String path = "/v1/models/" + model + "/classify";
    Http.Answer answer = post(path, photo, headers);
    return RegistryClient.checked("POST " + path, answer).as(Classification.class);
  }

  public DecisionView decision(String id) throws IOException, InterruptedException {
    String path = "/v1/decisions/" + id;
    return RegistryClient.checked("GET " + path, get(path)).as(DecisionView.class);
  }

  public Http.Answer get(String path) throws IOException, InterruptedException {
    return http.get(gateway.resolve(path), RegistryClient.bearer(apiKey), PATIENCE);
  }

  /** Any request; {@code Authorization} in {@code headers} wins over the client's own. */
  public Http.Answer post(String path, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(RegistryClient.bearer(apiKey));
    all.putAll(headers);
    return http.post(gateway.resolve(path), all, body, PATIENCE);
  }
}
