package org.meitheal.registry.link;

import java.util.Comparator;

/** One directed link. */
public record LinkKey(String from, String to) implements Comparable<LinkKey> {
  private static final Comparator<LinkKey> ORDER =
      Comparator.comparing(LinkKey::from).thenComparing(LinkKey::to);

  /** Whether the node is one of its ends. */
  public boolean touches(String node) {
    return from.equals(node) || to.equals(node);
  }

  @Override
  public int compareTo(LinkKey other) {
    return ORDER.compare(this, other);
  }
}
