package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where everything would run and when it would be done, from the present moment on. */
final class Plan {
  private final double nowMs;
  private final Sight sight;
  private final Map<Integer, Outlook> outlooks;

  private Plan(double nowMs, Sight sight, Map<Integer, Outlook> outlooks) {
    this.nowMs = nowMs;
    this.sight = sight;
    this.outlooks = outlooks;
  }

  /**
   * Of what is there.
   *
   * @param started where they are
   * @param kept that have not started, where they are planned
   */
  static Plan of(
      Control control,
      List<Integer> devices,
      Collection<Held> started,
      Collection<Held> kept,
      Sight sight) {
    double now = control.nowMs();
    Map<Integer, List<Claim>> claims = new HashMap<>();
    devices.forEach(device -> claims.put(device, new ArrayList<>()));
    for (Held held : started) {
      at(held.device(), claims).add(claim(held, now, sight.cautious(), 0));
    }
    for (Held held : kept) {
      double transfer = held.planned() == held.job().source() ? 0 : sight.forwardMs();
      at(held.planned(), claims).add(claim(held, now, sight.cautious(), transfer));
    }
    Map<Integer, Outlook> outlooks = new LinkedHashMap<>();
    for (int device : devices) {
      outlooks.put(device, Outlook.of(control.cores(device), now, at(device, claims)));
    }
    return new Plan(now, sight, outlooks);
  }

  private static List<Claim> at(int device, Map<Integer, List<Claim>> claims) {
    return Objects.requireNonNull(claims.get(device));
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
    return new Plan(nowMs, sight, new LinkedHashMap<>(outlooks));
  }

  Outlook outlook(int device) {
    return Objects.requireNonNull(outlooks.get(device));
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
    for (int device : outlooks.keySet()) {
      boolean source = device == held.job().source();
      if (source || neighbours) {
        Claim claim = claim(held, nowMs, sight.cautious(), source ? 0 : sight.forwardMs());
        double finish = finishIfFits(outlook(device), claim) + (source ? 0 : sight.forwardMs());
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
    outlooks.put(device, outlook(device).with(claim(held, nowMs, sight.cautious(), transfer)));
  }

  /** Takes a job away. */
  void remove(Held held, int device) {
    outlooks.put(device, outlook(device).without(held));
  }

  /** Another device where a job that has started, and has been taken away here, is in time. */
  @Nullable Integer refuge(Held held) {
    Integer best = null;
    double first = Double.POSITIVE_INFINITY;
    Claim claim = claim(held, nowMs, sight.cautious(), sight.moveMs());
    for (int device : outlooks.keySet()) {
      double finish =
          device == held.device() ? Double.POSITIVE_INFINITY : finishIfFits(outlook(device), claim);
      if (finish < first) {
        first = finish;
        best = device;
      }
    }
    if (best != null) {
      outlooks.put(best, outlook(best).with(claim));
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
