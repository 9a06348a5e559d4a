package org.meitheal.dashboard.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose from.
 *
 * @param models none before the scheduler told of them
 * @param sources devices that a request can belong to
 * @param photoLost whether a photo was sent that the browser shows no more
 */
public record TrialForm(
    @Nullable List<String> models, List<String> sources, List<String> samples, boolean photoLost) {
  /** The default comes first. */
  private static final List<Choice> OBJECTIVES =
      List.of(
          new Choice("frugal", "frugal: the cheapest in time"),
          new Choice("reliability", "reliability: the likeliest in time"),
          new Choice("latency", "latency: the fastest"));

  private static final List<String> PLACEMENTS = List.of("local", "peer", "edge", "cloud");

  /** Something that is asked by a word, and what that means. */
  public record Choice(String value, String words) {}

  public List<Choice> objectives() {
    return OBJECTIVES;
  }

  public List<String> placements() {
    return PLACEMENTS;
  }

  /** Whether something can be sent at all. */
  public boolean ready() {
    return models != null && !models.isEmpty();
  }
}
