package org.meitheal.core.split;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.split.SplitDecision.Divided;
import org.meitheal.core.split.SplitDecision.Undivided;
import org.meitheal.core.split.SplitForecast.PartForecast;

/**
 * Prints what is decided for EfficientNet-Lite0 on alike devices, and how much CPU time that takes.
 * No test: run its main.
 */
final class SplitTiming {
  private static final int WARM_UP = 1_000;
  private static final int MEASURED = 1_000;

  /** 0.4 ns a multiply-add. */
  private static final double SLOWER = 0.8;

  private SplitTiming() {}

  public static void main(String[] arguments) {
    for (int side : new int[] {224, 640, 1280}) {
      for (int devices : new int[] {2, 3, 4, 8}) {
        measure(side, 1, devices);
      }
    }
    measure(224, 8, 4);
    measure(224, 8, 8);
  }

  private static void measure(int side, int items, int devices) {
    List<Member> helpers = new ArrayList<>();
    for (int i = 1; i < devices; i++) {
      helpers.add(Teams.device("helper-" + i).slower(SLOWER).member());
    }
    DivisibleWork work = EfficientNetLite0.work(items, side);
    SplitRequest request =
        Teams.request(work, Teams.device("lead").slower(SLOWER).member(), helpers);
    SplitPlanner planner = new SplitPlanner(SplitSettings.defaults());
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long[] nanos = new long[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long start = thread.getCurrentThreadCpuTime();
      planner.decide(request);
      long took = thread.getCurrentThreadCpuTime() - start;
      if (i >= 0) {
        nanos[i] = took;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%d × %d², %d devices: median %.2f ms, p99 %.2f ms%n",
        items, side, devices, nanos[MEASURED / 2] / 1e6, nanos[MEASURED * 99 / 100] / 1e6);
    print(planner.decide(request));
  }

  private static void print(SplitDecision decision) {
    switch (decision) {
      case Undivided undivided -> System.out.println("  " + undivided.reason());
      case Divided divided -> {
        SplitPlan plan = divided.plan();
        System.out.printf(
            "  %s over %d, %s: %.1f ± %.1f ms, %.2f× of ideally %.2f×, %d bytes%n",
            plan.kind(),
            plan.places().size(),
            plan.partition().ending(),
            plan.forecast().meanMs(),
            plan.forecast().standardDeviationMs(),
            plan.forecast().speedup(),
            plan.forecast().idealSpeedup(),
            plan.forecast().bytesSent());
        for (Stage stage : plan.partition().stages()) {
          System.out.printf(
              "    %d–%d %s%n",
              stage.first(),
              stage.end(),
              stage.outputs().boxes().stream().map(box -> box.rows().length()).toList());
        }
        for (PartForecast part : plan.forecast().parts()) {
          System.out.printf(
              "    computes %.1f ms, waits %.1f ms, done at %.1f ms, sends %d bytes%n",
              part.laneMs(), part.waitMs(), part.finishMs(), part.bytesSent());
        }
      }
    }
  }
}
