package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is to come of the jobs that are, or could be, at one device. */
final class Outlook {
  private static final Comparator<Claim> ORDER =
      Comparator.comparing((Claim claim) -> claim.held().job().priority())
          .thenComparingDouble(claim -> claim.held().job().deadlineMs())
          .thenComparingLong(claim -> claim.held().job().id());

  private final int cores;
  private final double nowMs;
  private final List<Claim> claims;
  private final double[] finishes;

  private Outlook(int cores, double nowMs, List<Claim> claims) {
    this.cores = cores;
    this.nowMs = nowMs;
    this.claims = claims;
    this.finishes = CoreShares.finishes(cores, claims, nowMs);
  }

  static Outlook of(int cores, double nowMs, List<Claim> claims) {
    return new Outlook(cores, nowMs, claims.stream().sorted(ORDER).toList());
  }

  /** With one claim more. */
  Outlook with(Claim claim) {
    List<Claim> more = new ArrayList<>(claims.size() + 1);
    boolean placed = false;
    for (Claim other : claims) {
      if (!placed && ORDER.compare(claim, other) < 0) {
        more.add(claim);
        placed = true;
      }
      more.add(other);
    }
    if (!placed) {
      more.add(claim);
    }
    return new Outlook(cores, nowMs, more);
  }

  Outlook without(Held held) {
    return new Outlook(
        cores, nowMs, claims.stream().filter(claim -> claim.held() != held).toList());
  }

  List<Claim> claims() {
    return claims;
  }

  /** Cores for each claim now. */
  int[] shares() {
    return CoreShares.now(cores, claims);
  }

  double finishMs(Held held) {
    for (int i = 0; i < finishes.length; i++) {
      if (claims.get(i).held() == held) {
        return finishes[i];
      }
    }
    throw new IllegalArgumentException("not here: " + held.job());
  }

  /** How many claims are late. */
  int late() {
    int late = 0;
    for (int i = 0; i < finishes.length; i++) {
      late += claims.get(i).inTime(finishes[i]) ? 0 : 1;
    }
    return late;
  }
}
