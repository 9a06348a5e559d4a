package org.meitheal.dashboard.topology;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.dashboard.remote.SharedAnswers;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.registry.LinkHistory;
import org.springframework.stereotype.Service;

/**
 * Asks the registry for links' histories. An answer serves all who ask for the same within a
 * hundredth of its window, and two seconds at least, so open pages do not multiply the work.
 */
@Service
class LinkSource {
  private static final int POINTS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DashboardSettings settings;
  private final TokenSource tokens;
  private final SharedAnswers<Asked, LinkHistory> answers = new SharedAnswers<>();

  LinkSource(DashboardSettings settings, TokenSource tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  private record Asked(NodeId from, NodeId to, LinkWindow window) {}

  /**
   * @throws IOException where the registry cannot be asked
   */
  LinkHistory read(NodeId from, NodeId to, LinkWindow window) throws IOException {
    Asked asked = new Asked(from, to, window);
    return answers.read(asked, window.period().dividedBy(2), () -> ask(asked));
  }

  private LinkHistory ask(Asked asked) throws IOException {
    try {
      String path =
          "/v1/links/%s/%s/history?points=%d&window=%s"
              .formatted(asked.from, asked.to, POINTS, asked.window.text());
      HttpRequest request =
          JsonCalls.request(settings.registryUrl(), path)
              .header("Authorization", "Bearer " + tokens.token())
              .timeout(PATIENCE)
              .GET()
              .build();
      return JsonCalls.send(HttpClients.shared(), request, LinkHistory.class);
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
