package org.meitheal.registry.link;

/** Is told, after the fact, that a link was measured anew. Must not wait. */
@FunctionalInterface
public interface LinkListener {
  void changed(LinkKey link);
}
