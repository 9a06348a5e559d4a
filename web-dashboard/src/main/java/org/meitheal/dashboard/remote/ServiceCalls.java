package org.meitheal.dashboard.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.JsonCalls.Tagged;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;

/** Asks another service, with this service's own credential. */
public final class ServiceCalls {
  private final HttpClient http = HttpClients.shared();
  private final URI service;
  private final TokenSource tokens;

  public ServiceCalls(URI service, TokenSource tokens) {
    this.service = service;
    this.tokens = tokens;
  }

  /**
   * @param path below the service's address, from its slash on
   * @throws RemoteStatusException on any other status than a 2xx
   * @throws IOException where it does not answer, or with something else
   */
  public <T> T get(String path, Class<T> type) throws IOException {
    return getTagged(path, type).value();
  }

  /** As {@link #get}, and keeps the answer's ETag. */
  public <T> Tagged<T> getTagged(String path, Class<T> type) throws IOException {
    try {
      HttpRequest request =
          JsonCalls.request(service, path)
              .header("Authorization", "Bearer " + tokens.token())
              .GET()
              .build();
      return JsonCalls.sendTagged(http, request, type);
    } catch (RemoteStatusException refused) {
      if (refused.status() == 401) {
        tokens.invalidate();
      }
      throw refused;
    } catch (TokenUnavailableException away) {
      throw new IOException(away.getMessage(), away);
    }
  }
}
