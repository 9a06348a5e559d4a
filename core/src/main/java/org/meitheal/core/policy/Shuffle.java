package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Random orders. */
final class Shuffle {
  private Shuffle() {}

  /** All devices but one; Fisher and Yates. */
  static List<Integer> others(int device, int devices, IntUnaryOperator draw) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      if (i != device) {
        order.add(i);
      }
    }
    for (int last = order.size() - 1; last > 0; last--) {
      Collections.swap(order, last, draw.applyAsInt(last + 1));
    }
    return order;
  }
}
