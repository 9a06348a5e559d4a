package org.meitheal.dashboard.objective;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an objective stands, the worst first. */
public enum StandingWords {
  PAGE("page fires", "bad"),
  SPENT("budget spent", "bad"),
  TICKET("ticket fires", "doubtful"),
  KEPT("within budget", "good"),
  QUIET("nothing counted", "quiet");

  private final String words;
  private final String health;

  StandingWords(String words, String health) {
    this.words = words;
    this.health = health;
  }

  public String words() {
    return words;
  }

  /** Decides colour and mark. */
  public String health() {
    return health;
  }

  /**
   * @param left share of the budget; none where nothing was counted
   */
  static StandingWords of(@Nullable Double left, List<BurnRow> alerts) {
    List<BurnRow> firing = alerts.stream().filter(BurnRow::firing).toList();
    if (firing.stream().anyMatch(BurnRow::isPage)) {
      return PAGE;
    }
    if (left != null && left <= 0) {
      return SPENT;
    }
    if (!firing.isEmpty()) {
      return TICKET;
    }
    return left == null ? QUIET : KEPT;
  }
}
