package org.meitheal.dashboard.decision;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.scheduler.DecisionView;
import org.springframework.stereotype.Service;

/** What this service knows of decisions, and can find out. */
@Service
public class Decisions {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final NewestDecisions newest;
  private final DecisionFollower follower;
  private final DashboardSettings settings;
  private final TokenSource tokens;

  Decisions(
      NewestDecisions newest,
      DecisionFollower follower,
      DashboardSettings settings,
      TokenSource tokens) {
    this.newest = newest;
    this.follower = follower;
    this.settings = settings;
    this.tokens = tokens;
  }

  public List<DecisionView> newestFirst() {
    return newest.newestFirst();
  }

  /** Told of each decision as it comes, and comes again when its execution has ended. */
  public void addListener(Consumer<DecisionView> listener) {
    newest.addListener(listener);
  }

  /** The compute time of one input that the newest decision reckoned with there. */
  public @Nullable Double computeMs(String device, String model) {
    return newest.computeMs(device, model);
  }

  public boolean isConnected() {
    return follower.isConnected();
  }

  /** How long ago the scheduler was last heard of; none if never. */
  public @Nullable Duration age() {
    return follower.age();
  }

  /**
   * One decision, also an old one.
   *
   * @return none where the scheduler knows no such decision
   * @throws IOException where it cannot be asked
   */
  @Nullable DecisionView find(String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      return null;
    }
    DecisionView known = newest.find(id);
    return known != null ? known : ask(id);
  }

  private @Nullable DecisionView ask(String id) throws IOException {
    try {
      HttpRequest request =
          JsonCalls.request(settings.schedulerUrl(), "/v1/decisions/" + id)
              .header("Authorization", "Bearer " + tokens.token())
              .GET()
              .build();
      return JsonCalls.send(HttpClients.shared(), request, DecisionView.class);
    } catch (RemoteStatusException status) {
      if (status.status() == 404) {
        return null;
      }
      throw status;
    } catch (TokenUnavailableException away) {
      throw new IOException(away.getMessage(), away);
    }
  }
}
