package org.meitheal.protocol.lab;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the lab is to send through its gateway, evenly, whether or not the ones before have
 * been answered.
 *
 * @param requestsPerSecond more than 0, {@link #MOST_PER_SECOND} at most
 * @param seconds 1 to {@link #MOST_SECONDS}
 * @param photo a file's name in the folder of samples
 * @param deadlineMs 1 to {@link #MOST_DEADLINE_MS}; none for the model's own
 * @param objective none for the scheduler's default
 * @param priority none for the default
 * @param source the device that the requests belong to; none for no device
 */
public record LoadOrder(
    double requestsPerSecond,
    int seconds,
    String model,
    String photo,
    @Nullable Integer deadlineMs,
    @Nullable String objective,
    @Nullable Integer priority,
    @Nullable String source) {
  public static final int MOST_PER_SECOND = 50;
  public static final int MOST_SECONDS = 600;
  public static final int MOST_DEADLINE_MS = 60_000;
  public static final int MOST_PRIORITY = 100;

  private static final Set<String> OBJECTIVES = Set.of("frugal", "reliability", "latency");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  public LoadOrder {
    require(
        requestsPerSecond > 0 && requestsPerSecond <= MOST_PER_SECOND,
        "requests a second must be more than 0, and " + MOST_PER_SECOND + " at most");
    require(
        seconds >= 1 && seconds <= MOST_SECONDS, "a load lasts 1 to " + MOST_SECONDS + " seconds");
    require(NAME.matcher(model).matches(), "'" + model + "' is no model's name");
    require(NAME.matcher(photo).matches(), "'" + photo + "' is no photo's name");
    require(
        deadlineMs == null || (deadlineMs >= 1 && deadlineMs <= MOST_DEADLINE_MS),
        "a deadline must be 1 to " + MOST_DEADLINE_MS + " ms");
    require(
        objective == null || OBJECTIVES.contains(objective),
        "an objective is frugal, reliability or latency");
    require(
        priority == null || (priority >= 0 && priority <= MOST_PRIORITY),
        "a priority is 0 to " + MOST_PRIORITY + "; 1 is the highest, 0 the default");
    require(source == null || NAME.matcher(source).matches(), "'" + source + "' is no device");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** How many requests it is in all. */
  public long requests() {
    return Math.max(1, Math.round(requestsPerSecond * seconds));
  }

  /** For people: how many of what, and what each says. */
  public String words() {
    StringBuilder text =
        new StringBuilder(
            "%s requests a second for %d s, %s of %s"
                .formatted(number(requestsPerSecond), seconds, photo, model));
    add(text, "deadline ", deadlineMs, " ms");
    add(text, "", objective, "");
    add(text, "priority ", priority, "");
    add(text, "of ", source, "");
    return text.toString();
  }

  private static void add(StringBuilder text, String before, @Nullable Object value, String after) {
    if (value != null) {
      text.append(", ").append(before).append(value).append(after);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
  }
}
