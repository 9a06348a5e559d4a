package org.meitheal.dashboard.topology;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.NodeId;
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
  private static final int KEPT = 32;
  private static final int POINTS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DashboardSettings settings;
  private final TokenSource tokens;
  private final LongSupplier nanoTime = System::nanoTime;
  private final Map<Asked, Answer> answers = new LinkedHashMap<>();

  LinkSource(DashboardSettings settings, TokenSource tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  private record Asked(NodeId from, NodeId to, LinkWindow window) {}

  private record Answer(LinkHistory history, long nanos) {}

  /**
   * @throws IOException where the registry cannot be asked
   */
  LinkHistory read(NodeId from, NodeId to, LinkWindow window) throws IOException {
    Asked asked = new Asked(from, to, window);
    LinkHistory known = known(asked);
    if (known != null) {
      return known;
    }
    LinkHistory history = ask(asked);
    keep(asked, history);
    return history;
  }

  private synchronized @Nullable LinkHistory known(Asked asked) {
    Answer answer = answers.get(asked);
    return answer != null
            && nanoTime.getAsLong() - answer.nanos < asked.window.period().toNanos() / 2
        ? answer.history
        : null;
  }

  private synchronized void keep(Asked asked, LinkHistory history) {
    answers.remove(asked);
    answers.put(asked, new Answer(history, nanoTime.getAsLong()));
    if (answers.size() > KEPT) {
      answers.remove(answers.keySet().iterator().next());
    }
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
