package org.meitheal.core.slo;

import java.time.Duration;

/** Objectives for tests. */
final class Slos {
  private Slos() {}

  static Slo of(double target, Duration window) {
    return new Slo("all", Selector.ALL, target, null, window, Slo.USUAL_MINIMUM_BAD);
  }

  static Slo of(String name, Selector selector, double target) {
    return new Slo(name, selector, target, null, Slo.USUAL_WINDOW, Slo.USUAL_MINIMUM_BAD);
  }
}
