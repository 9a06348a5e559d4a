package org.meitheal.dashboard.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;

/**
 * Which decisions a page lists; what is left out lets all pass.
 *
 * @param outcome of the comparison
 * @param state of the execution
 * @param before the id that the page's decisions are older than
 */
public record DecisionFilter(
    @Nullable String model,
    @Nullable String device,
    @Nullable String placement,
    @Nullable String outcome,
    @Nullable String state,
    @Nullable String before) {
  static final List<String> PLACEMENTS = List.of("local", "peer", "edge", "cloud", "partitioned");
  static final List<String> OUTCOMES = List.of("chosen", "infeasible", "no_capacity", "shed");
  static final List<String> STATES =
      List.of("running", "completed", "rejected", "expired", "cancelled", "failed");

  static final int MOST = 50;
  private static final int LONGEST = 128;

  /**
   * Blank is left out.
   *
   * @throws IllegalArgumentException in a sentence, if nothing can be like that
   */
  public DecisionFilter {
    model = text("model", model);
    device = text("device", device);
    placement = oneOf(PLACEMENTS, "placement", placement);
    outcome = oneOf(OUTCOMES, "outcome", outcome);
    state = oneOf(STATES, "state", state);
    before = text("before", before);
  }

  boolean matches(DecisionView decision) {
    return isOrAny(model, decision.model())
        && isOrAny(device, decision.device())
        && isOrAny(placement, decision.placement())
        && isOrAny(outcome, decision.outcome())
        && isOrAny(state, decision.execution() == null ? null : decision.execution().state())
        && (before == null || decision.id().compareTo(before) < 0);
  }

  /** Whether it leaves any out. */
  public boolean isNarrow() {
    return !parameters(null).isEmpty();
  }

  /** This list from its newest on, as an address. */
  public String newest() {
    return address(null);
  }

  /** The decisions before that one, as an address. */
  public String older(String than) {
    return address(than);
  }

  /** As the scheduler is asked. */
  String query() {
    Map<String, String> parameters = parameters(before);
    parameters.put("limit", String.valueOf(MOST));
    return encoded(parameters);
  }

  private String address(@Nullable String than) {
    Map<String, String> parameters = parameters(than);
    return parameters.isEmpty() ? "/decisions" : "/decisions?" + encoded(parameters);
  }

  private Map<String, String> parameters(@Nullable String than) {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    all.put("model", model);
    all.put("device", device);
    all.put("placement", placement);
    all.put("outcome", outcome);
    all.put("state", state);
    all.put("before", than);
    Map<String, String> given = new LinkedHashMap<>();
    all.forEach((name, value) -> {
      if (value != null) {
        given.put(name, value);
      }
    });
    return given;
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static boolean isOrAny(@Nullable String wanted, @Nullable String value) {
    return wanted == null || Objects.equals(wanted, value);
  }

  private static @Nullable String text(String name, @Nullable String value) {
    String text = value == null ? "" : value.strip();
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(name + " is too long");
    }
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String oneOf(List<String> choices, String name, @Nullable String value) {
    String text = text(name, value);
    if (text != null && !choices.contains(text)) {
      throw new IllegalArgumentException(name + " is one of " + String.join(", ", choices));
    }
    return text;
  }
}
