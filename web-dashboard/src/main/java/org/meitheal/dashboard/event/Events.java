package org.meitheal.dashboard.event;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.ExclusionView;

/** The newest events, and who is excluded: as asked last. */
public final class Events {
  private static final int MOST = 50;

  private final HttpClient http = HttpClients.shared();
  private final URI scheduler;
  private final TokenSource tokens;
  private volatile List<EventView> newestFirst = List.of();
  private volatile List<ExclusionView> exclusions = List.of();

  Events(URI scheduler, TokenSource tokens) {
    this.scheduler = scheduler;
    this.tokens = tokens;
  }

  private record Listed(List<EventView> items) {}

  public List<EventView> newestFirst() {
    return newestFirst;
  }

  /** By device. */
  public List<ExclusionView> exclusions() {
    return exclusions;
  }

  /**
   * Asks the scheduler again.
   *
   * @throws IOException where it cannot be asked; what was known stays
   */
  void ask() throws IOException {
    Listed listed = get("/v1/events?limit=" + MOST, Listed.class);
    ExclusionView[] excluded = get("/v1/exclusions", ExclusionView[].class);
    newestFirst = List.copyOf(listed.items());
    exclusions = List.of(excluded);
  }

  /**
   * Has the device take part in divisions again.
   *
   * @param operator who wants it
   * @return false if it was not excluded
   * @throws IOException where the scheduler cannot be asked, or refuses
   */
  boolean takeBack(String device, String operator) throws IOException {
    String path = "/v1/exclusions/%s?by=%s".formatted(encoded(device), encoded(operator));
    HttpRequest request = request(path).DELETE().build();
    try {
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      if (answer.statusCode() / 100 != 2 && answer.statusCode() != 404) {
        throw new RemoteStatusException(request.uri(), answer.statusCode());
      }
      ask();
      return answer.statusCode() != 404;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private <T> T get(String path, Class<T> type) throws IOException {
    try {
      return JsonCalls.send(http, request(path).GET().build(), type);
    } catch (RemoteStatusException refused) {
      if (refused.status() == 401) {
        tokens.invalidate();
      }
      throw refused;
    }
  }

  private HttpRequest.Builder request(String path) throws IOException {
    try {
      return JsonCalls.request(scheduler, path).header("Authorization", "Bearer " + tokens.token());
    } catch (TokenUnavailableException away) {
      throw new IOException(away.getMessage(), away);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
