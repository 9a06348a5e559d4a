package org.meitheal.dashboard.decision;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.settings.DashboardSettings;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What this service knows of decisions, and can find out. */
@Service
public class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final NewestDecisions newest;
  private final DecisionFollower follower;
  private final DashboardSettings settings;
  private final TokenSource tokens;
  private final InstantSource clock;

  Decisions(
      NewestDecisions newest,
      DecisionFollower follower,
      DashboardSettings settings,
      TokenSource tokens,
      InstantSource clock) {
    this.newest = newest;
    this.follower = follower;
    this.settings = settings;
    this.tokens = tokens;
    this.clock = clock;
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

  /** Models of the newest decisions. */
  List<String> models() {
    return newestFirst().stream().map(DecisionView::model).distinct().sorted().toList();
  }

  /** Devices that the newest decisions considered. */
  List<String> devices() {
    return newestFirst().stream()
        .flatMap(decision -> decision.candidates().stream())
        .map(CandidateView::device)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * A page of decisions.
   *
   * @param answered by the scheduler; else what was heard of it before
   * @param at when that was
   * @param age since then; none where it was never heard
   */
  record Listed(DecisionPage page, boolean answered, Instant at, @Nullable Duration age) {}

  /** Those that pass, newest first. */
  Listed list(DecisionFilter filter) {
    Instant now = clock.instant();
    try {
      DecisionPage page = ask("/v1/decisions?" + filter.query(), DecisionPage.class);
      return new Listed(page, true, now, Duration.ZERO);
    } catch (IOException away) {
      LOG.warn("The scheduler cannot be asked for decisions: {}", away.getMessage());
      List<DecisionView> heard = newestFirst().stream().filter(filter::matches).toList();
      Duration age = age();
      Instant at = age == null ? now : now.minus(age);
      return new Listed(new DecisionPage(heard, null), false, at, age);
    }
  }

  /**
   * One decision, also an old one, with all that it was compared with: the watch tells of the
   * chosen candidates only.
   *
   * @return none where the scheduler knows no such decision
   * @throws IOException where it cannot be asked
   */
  public @Nullable DecisionView find(String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      return null;
    }
    try {
      return ask("/v1/decisions/" + id, DecisionView.class);
    } catch (RemoteStatusException status) {
      if (status.status() == 404) {
        return null;
      }
      throw status;
    }
  }

  private <T> T ask(String path, Class<T> type) throws IOException {
    try {
      HttpRequest request =
          JsonCalls.request(settings.schedulerUrl(), path)
              .header("Authorization", "Bearer " + tokens.token())
              .GET()
              .build();
      return JsonCalls.send(HttpClients.shared(), request, type);
    } catch (TokenUnavailableException away) {
      throw new IOException(away.getMessage(), away);
    }
  }
}
