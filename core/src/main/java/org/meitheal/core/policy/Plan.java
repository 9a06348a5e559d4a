package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.policy.CoreShares.Claim;

/** Where everything would run and when it would be done, from the present moment on. */
final class Plan {
  private final double nowMs;
  private final Sight sight;
  private final List<Outlook> outlooks;

  private Plan(double nowMs, Sight sight, List<Outlook> outlooks) {
    this.nowMs = nowMs;
    this.sight = sight;
    this.outlooks = outlooks;
  }

  /** Of what has been started. */
  static Plan of(Control control, Collection<Held> started, Sight sight) {
    double now = control.nowMs();
    List<List<Claim>> claims = new ArrayList<>();
    for (int device = 0; device < control.devices(); device++) {
      claims.add(new ArrayList<>());
    }
    for (Held held : started) {
      claims.get(held.device()).add(claim(held, now, sight.cautious(), 0));
    }
    List<Outlook> outlooks = new ArrayList<>();
    for (int device = 0; device < claims.size(); device++) {
      outlooks.add(Outlook.of(control.cores(device), now, claims.get(device)));
    }
    return new Plan(now, sight, outlooks);
  }

  /**
   * What a job asks for.
   *
   * @param transferMs before it can run there
   */
  static Claim claim(Held held, double nowMs, double cautious, double transferMs) {
    double quantile = held.progress().quantile(nowMs, cautious);
    double left = Math.max(1e-6, 1 - held.progress().doneShare(nowMs, quantile));
    double whole = held.job().times().durationMs(held.job().times().fewestCores(), quantile);
    return new Claim(held, left + transferMs / whole, quantile);
  }

  Plan copy() {
    return new Plan(nowMs, sight, new ArrayList<>(outlooks));
  }

  Outlook outlook(int device) {
    return outlooks.get(device);
  }

  /** Whether it can still be in time if all goes well and a whole device is its own. */
  boolean hopeless(Held held) {
    double hopeful = claim(held, nowMs, sight.hopeful(), 0).aloneMs();
    return nowMs + hopeful > held.job().deadlineMs();
  }

  /**
   * Adds a job where it is done first, its source if that is hardly later.
   *
   * @param neighbours whether other devices than its source are asked
   * @return the device; null, and nothing is added, where it would be late or make others late
   */
  @Nullable Integer place(Held held, boolean neighbours) {
    Integer best = null;
    double first = Double.POSITIVE_INFINITY;
    for (int device = 0; device < outlooks.size(); device++) {
      boolean source = device == held.job().source();
      if (source || neighbours) {
        Claim claim = claim(held, nowMs, sight.cautious(), source ? 0 : sight.forwardMs());
        double finish =
            finishIfFits(outlooks.get(device), claim) + (source ? 0 : sight.forwardMs());
        if (finish < first) {
          first = finish;
          best = device;
        }
      }
    }
    if (best != null) {
      force(held, best);
    }
    return best;
  }

  /** Adds a job, whatever that means for others. */
  void force(Held held, int device) {
    double transfer = device == held.job().source() ? 0 : sight.forwardMs();
    outlooks.set(device, outlooks.get(device).with(claim(held, nowMs, sight.cautious(), transfer)));
  }

  /** Takes a job away. */
  void remove(Held held) {
    outlooks.set(held.device(), outlooks.get(held.device()).without(held));
  }

  /** Another device where a job that has started, and has been taken away here, is in time. */
  @Nullable Integer refuge(Held held) {
    Integer best = null;
    double first = Double.POSITIVE_INFINITY;
    Claim claim = claim(held, nowMs, sight.cautious(), sight.moveMs());
    for (int device = 0; device < outlooks.size(); device++) {
      double finish =
          device == held.device()
              ? Double.POSITIVE_INFINITY
              : finishIfFits(outlooks.get(device), claim);
      if (finish < first) {
        first = finish;
        best = device;
      }
    }
    if (best != null) {
      outlooks.set(best, outlooks.get(best).with(claim));
    }
    return best;
  }

  private static double finishIfFits(Outlook outlook, Claim claim) {
    Outlook with = outlook.with(claim);
    double finish = with.finishMs(claim.held());
    boolean fits = claim.inTime(finish) && with.late() <= outlook.late();
    return fits ? finish : Double.POSITIVE_INFINITY;
  }
}
