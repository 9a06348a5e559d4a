package org.meitheal.registry.link;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.LinkHistory;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.LinkView;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class LinkController {
  private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
  private static final int MAX_POINTS = 1_000;

  private final Links links;
  private final LinkHistories histories;
  private final RegistryProperties properties;
  private final InstantSource clock;

  LinkController(
      Links links, LinkHistories histories, RegistryProperties properties, InstantSource clock) {
    this.links = links;
    this.histories = histories;
    this.properties = properties;
    this.clock = clock;
  }

  @GetMapping("/links")
  List<LinkView> links() {
    return links.views();
  }

  /**
   * A site as {@code from} comes with its slash encoded: {@code /v1/links/site%2Flab/pi-1/history}.
   *
   * @param until end of the window, now where left out
   * @param points how many buckets at most, 0 to 1000; with 0 the round trips come by themselves
   */
  @GetMapping("/links/{from}/{to}/history")
  LinkHistory history(
      @PathVariable String from,
      @PathVariable String to,
      @RequestParam(required = false) @Nullable String window,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(defaultValue = "0") int points) {
    if (points < 0 || points > MAX_POINTS) {
      throw new ProblemException(
          400, "invalid-points", false, "points must lie between 0 and " + MAX_POINTS + ".");
    }
    Span span = new Span(instant(until), checked(window));
    return histories.read(new LinkKey(node(from), node(to)), span, points);
  }

  /** The same for a site, for callers that would rather not encode the slash. */
  @GetMapping("/links/site/{site}/{to}/history")
  LinkHistory siteHistory(
      @PathVariable String site,
      @PathVariable String to,
      @RequestParam(required = false) @Nullable String window,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(defaultValue = "0") int points) {
    return history("site/" + site, to, window, until, points);
  }

  @PostMapping("/link-samples")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void add(@RequestBody LinkSamples samples, AccessToken caller) {
    String from = node(samples.from());
    if (!mayMeasureFrom(from, caller)) {
      throw new ProblemException(
          403, "not-your-node", false, "You do not measure from '" + from + "'.");
    }
    links.add(samples);
  }

  /** A service measures from its site, a device from itself. */
  private static boolean mayMeasureFrom(String from, AccessToken caller) {
    return caller.role() == Role.SERVICE ? from.startsWith("site/") : caller.subject().equals(from);
  }

  private static String node(String id) {
    try {
      return new NodeId(id).value();
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(
          400, "invalid-node", false, "A node is a device's id or 'site/NAME'.");
    }
  }

  /** Not after now, and not before anything that is kept. */
  private Instant instant(@Nullable String wanted) {
    Instant now = clock.instant();
    try {
      Instant until = wanted == null ? now : Instant.parse(wanted);
      if (!until.isAfter(now) && until.isAfter(now.minus(properties.sampleRetention()))) {
        return until;
      }
    } catch (DateTimeException malformed) {
      throw invalidUntil();
    }
    throw invalidUntil();
  }

  private ProblemException invalidUntil() {
    return new ProblemException(
        400,
        "invalid-until",
        false,
        "until must be an instant such as 2026-11-24T12:00:00Z, not in the future and within the"
            + " retention of "
            + properties.sampleRetention());
  }

  /** Such as {@code 10m} or {@code PT10M}; ten minutes where left out. */
  private Duration checked(@Nullable String wanted) {
    try {
      Duration window = wanted == null ? DEFAULT_WINDOW : DurationStyle.detectAndParse(wanted);
      if (window.isPositive() && window.compareTo(properties.sampleRetention()) <= 0) {
        return window;
      }
    } catch (IllegalArgumentException malformed) {
      throw invalidWindow();
    }
    throw invalidWindow();
  }

  private ProblemException invalidWindow() {
    return new ProblemException(
        400,
        "invalid-window",
        false,
        "window must be a duration such as 10m, positive and at most the retention of "
            + properties.sampleRetention());
  }
}
