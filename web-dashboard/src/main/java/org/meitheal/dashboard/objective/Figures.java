package org.meitheal.dashboard.objective;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;

/** How shares of objectives are written, so that no rounding tells of a target that is not met. */
final class Figures {
  private Figures() {}

  /** To hundredths of a percent: rounded down, and without needless zeros. */
  static String share(@Nullable Double share) {
    return share == null ? Quantities.UNKNOWN : percent(share, 2, RoundingMode.FLOOR) + " %";
  }

  /** Of the budget: what is left of it, or by how much it is overdrawn. */
  static String left(@Nullable Double left) {
    if (left == null) {
      return "nothing counted yet";
    }
    if (left < 0) {
      return "overdrawn by " + percent(-left, 0, RoundingMode.CEILING) + " %";
    }
    return percent(left, left < 0.1 ? 1 : 0, RoundingMode.FLOOR) + " % left";
  }

  /** Times the pace at which the budget lasts. */
  static String burn(@Nullable Double burn) {
    return burn == null
        ? Quantities.UNKNOWN
        : String.format(Locale.ROOT, burn < 1 ? "%.2f×" : "%.1f×", burn);
  }

  private static String percent(double share, int digits, RoundingMode rounding) {
    // A share is known to some fifteen figures; what 0.95 lacks in binary is no reason for 94.99.
    return new BigDecimal(share)
        .setScale(12, RoundingMode.HALF_EVEN)
        .movePointRight(2)
        .setScale(digits, rounding)
        .stripTrailingZeros()
        .toPlainString();
  }
}
