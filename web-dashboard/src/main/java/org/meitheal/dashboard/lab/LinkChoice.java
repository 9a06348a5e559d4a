package org.meitheal.dashboard.lab;

import java.util.List;
import org.meitheal.protocol.lab.LinkStatus;

/**
 * Which links: from one node to another, {@code *} being any, and back unless it is one way.
 *
 * @param from empty, as in an address without it, for any
 * @param to the same
 */
public record LinkChoice(String from, String to, boolean oneWay) {
  static final String ANY = "*";

  public LinkChoice {
    from = from.isBlank() ? ANY : from.strip();
    to = to.isBlank() ? ANY : to.strip();
  }

  List<LinkStatus> of(List<LinkStatus> links) {
    return links.stream()
        .filter(
            link -> matches(link.from(), link.to()) || (!oneWay && matches(link.to(), link.from())))
        .toList();
  }

  private boolean matches(String sender, String receiver) {
    return (from.equals(ANY) || from.equals(sender)) && (to.equals(ANY) || to.equals(receiver));
  }

  /** In words. */
  public String text() {
    return "%s %s %s".formatted(named(from), oneWay ? "→" : "↔", named(to));
  }

  private static String named(String node) {
    return node.equals(ANY) ? "any" : node;
  }
}
