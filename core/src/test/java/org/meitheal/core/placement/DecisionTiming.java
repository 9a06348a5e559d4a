package org.meitheal.core.placement;

import static org.meitheal.core.placement.Fleets.asked;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Random;
import org.meitheal.core.fleet.Fleet;
import org.meitheal.core.link.RecentMedianEstimator;

/**
 * Prints how much CPU time a decision takes on fleets of several sizes, so that what else runs on
 * the machine hardly matters. No test: run its main. Every decision gets a fleet of its own, so
 * that nothing can be remembered between them.
 */
final class DecisionTiming {
  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 1_000;
  private static final int FLEETS = 5;

  private DecisionTiming() {}

  public static void main(String[] arguments) {
    for (int devices : new int[] {6, 100, 1_000, 10_000}) {
      Random random = new Random(devices);
      Fleet[] fleets = new Fleet[FLEETS];
      Arrays.setAll(fleets, _ -> RandomFleets.large(random, devices));
      measure(fleets);
      Arrays.setAll(fleets, i -> onlyLinksOfTheSite(fleets[i]));
      measure(fleets);
    }
  }

  private static Fleet onlyLinksOfTheSite(Fleet fleet) {
    return Fleets.fleet(
        fleet.devices(),
        fleet.links().stream()
            .filter(link -> link.from().equals(Fleets.SITE) || link.to().equals(Fleets.SITE))
            .toList());
  }

  private static void measure(Fleet[] fleets) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    Planner planner = new ComparingPlanner(PlannerSettings.defaults(), new RecentMedianEstimator());
    long[] nanos = new long[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long start = thread.getCurrentThreadCpuTime();
      planner.decide(asked().request(), fleets[Math.floorMod(i, FLEETS)]);
      long took = thread.getCurrentThreadCpuTime() - start;
      if (i >= 0) {
        nanos[i] = took;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%6d devices, %6d links: median %7.1f µs, p99 %7.1f µs%n",
        fleets[0].devices().size(),
        fleets[0].links().size(),
        nanos[MEASURED / 2] / 1e3,
        nanos[MEASURED * 99 / 100] / 1e3);
  }
}
