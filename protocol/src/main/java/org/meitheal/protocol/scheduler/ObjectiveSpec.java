package org.meitheal.protocol.scheduler;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.slo.Selector;
import org.meitheal.core.slo.Slo;

/**
 * {@code PUT /v1/objectives/{name}}, and an entry of the objectives' file: of the requests that it
 * selects, at least the target share is answered within the deadline.
 *
 * @param name as in the path; the file needs it
 * @param model of the requests; any where left out, as pipeline and priority
 * @param pipeline whose steps they are, by the name that the requests give it
 * @param priority 1 is highest, 0 the default
 * @param target in [0.5, 0.9999]
 * @param deadlineMs where left out, each request's own
 * @param window a number and s, m, h or d: 5m to 90d, 30d where left out
 * @param minimumBadEvents with fewer in its long window an alert does not fire; 10 where left out
 */
public record ObjectiveSpec(
    @Nullable String name,
    @Nullable String model,
    @Nullable String pipeline,
    @Nullable Integer priority,
    double target,
    @Nullable Double deadlineMs,
    @Nullable String window,
    @Nullable Integer minimumBadEvents) {
  private static final Pattern WINDOW = Pattern.compile("(\\d{1,9})([smhd])");

  public static ObjectiveSpec of(Slo slo) {
    Duration deadline = slo.deadline();
    return new ObjectiveSpec(
        slo.name(),
        slo.selector().model(),
        slo.selector().pipeline(),
        slo.selector().priority(),
        slo.target(),
        deadline == null ? null : deadline.toNanos() / 1e6,
        text(slo.window()),
        slo.minimumBad());
  }

  /**
   * With what is left out filled in.
   *
   * @throws IllegalArgumentException if it makes no sense, with the reason
   */
  public Slo toSlo(String itsName) {
    if (name != null && !name.equals(itsName)) {
      throw new IllegalArgumentException("name is not that of the path");
    }
    return new Slo(
        itsName,
        new Selector(model, pipeline, priority),
        target,
        deadlineMs == null ? null : deadline(deadlineMs),
        window == null ? Slo.USUAL_WINDOW : window(window),
        minimumBadEvents == null ? Slo.USUAL_MINIMUM_BAD : minimumBadEvents);
  }

  /**
   * The same with what is left out filled in.
   *
   * @throws IllegalArgumentException if it makes no sense, with the reason
   */
  public ObjectiveSpec filled(String itsName) {
    return of(toSlo(itsName));
  }

  private static Duration deadline(double ms) {
    if (!(ms > 0 && ms <= Duration.ofDays(1).toMillis())) {
      throw new IllegalArgumentException("deadline_ms must be positive, and a day at most");
    }
    return Duration.ofNanos(Math.max(1, Math.round(ms * 1e6)));
  }

  private static Duration window(String text) {
    Matcher matcher = WINDOW.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("window must be a number and s, m, h or d, as in 30d");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String text(Duration window) {
    long seconds = window.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
