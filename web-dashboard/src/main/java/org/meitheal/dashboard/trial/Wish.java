package org.meitheal.dashboard.trial;

import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.RequestParameters;

/**
 * What the form says, as it was written there; blank is left open.
 *
 * @param source the device that the request belongs to
 * @param placement the only one that may be chosen
 * @param sample the name of a sample photo
 */
public record Wish(
    String model,
    String deadlineMs,
    String objective,
    String priority,
    String source,
    String placement,
    String sample) {
  static final Wish NONE = new Wish("", "", "", "", "", "", "");

  /** The scheduler's own, of a request that names none or a longer one. */
  private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(60);

  /** For the way there and back, and for what comes before the deadline counts. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  static Wish of(ServletRequest form) {
    return new Wish(
        text(form, "model"),
        text(form, "deadline_ms"),
        text(form, "objective"),
        text(form, "priority"),
        text(form, "source"),
        text(form, "placement"),
        text(form, "sample"));
  }

  /** Whether it says something that most requests leave open. */
  public boolean hasMore() {
    return !(priority + source + placement).isEmpty();
  }

  /**
   * What a client would send along.
   *
   * @throws OipException where the scheduler would not take it, in a sentence
   */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, "Deadline-Ms", deadlineMs);
    put(headers, "Objective", objective);
    put(headers, "Priority", priority);
    put(headers, "Source", source);
    put(headers, "Placement", placement);
    var _ = RequestParameters.ofHeaders(headers::get);
    return headers;
  }

  /** From sending it to its answer. */
  Duration patience() {
    Duration deadline = RequestParameters.ofHeaders(headers()::get).deadline();
    return deadline == null || deadline.compareTo(LONGEST_DEADLINE) > 0
        ? LONGEST_DEADLINE.plus(GRACE)
        : deadline.plus(GRACE);
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.put("Meitheal-" + name, value);
    }
  }

  private static String text(ServletRequest form, String name) {
    String value = form.getParameter(name);
    return value == null ? "" : value.strip();
  }
}
