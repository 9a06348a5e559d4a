package org.meitheal.lab.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

/** What was done, in words. */
final class ChangeWords {
  private ChangeWords() {}

  static String of(LinkOrder order) {
    List<String> parts = new ArrayList<>();
    add(parts, "RTT %s ms", order.roundTripMs());
    add(parts, "jitter %s ms", order.jitterMs());
    if (order.bandwidth() != null) {
      parts.add("bandwidth " + order.bandwidth());
    }
    add(parts, "loss %s %%", order.loss() == null ? null : order.loss() * 100);
    if (order.cut() != null) {
      parts.add(order.cut() ? "cut" : "healed");
    }
    return "link %s %s %s: %s"
        .formatted(
            any(order.from()),
            order.oneWay() ? "→" : "↔",
            any(order.to()),
            parts.isEmpty() ? "nothing" : String.join(", ", parts));
  }

  static String of(MediumOrder order) {
    return "shared medium %s: bandwidth %s".formatted(order.name(), order.bandwidth());
  }

  static String of(String worker, WorkerAction action) {
    return switch (action) {
      case START -> "started " + worker;
      case STOP -> "stopped " + worker;
      case KILL -> "killed " + worker;
      case FREEZE -> "froze " + worker;
      case THAW -> "thawed " + worker;
    };
  }

  static String of(LoadOrder order) {
    return "started a load: " + order.words();
  }

  private static String any(String node) {
    return node.equals("*") ? "any" : node;
  }

  private static void add(List<String> parts, String form, @Nullable Double value) {
    if (value != null) {
      parts.add(form.formatted(number(value)));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
  }
}
