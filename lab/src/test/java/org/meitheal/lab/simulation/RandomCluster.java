package org.meitheal.lab.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.meitheal.core.job.QuantileCurve;
import org.meitheal.core.job.QuantileCurve.Point;
import org.meitheal.core.job.ServiceTimes;
import org.meitheal.core.job.ServiceTimes.Width;
import org.meitheal.core.policy.Policies;
import org.meitheal.core.policy.Policy;
import org.meitheal.core.policy.Sight;

/** A cluster, its work and what goes wrong, all from one seed. */
record RandomCluster(
    long seed, String policy, boolean blind, Pipeline pipeline, Trace trace, Faults faults) {

  static RandomCluster of(long seed) {
    Random random = new Random(seed);
    Pipeline pipeline = pipeline(random);
    int rows = 8 + random.nextInt(20);
    List<String> names = Policies.names();
    return new RandomCluster(
        seed,
        names.get(random.nextInt(names.size())),
        random.nextBoolean(),
        pipeline,
        trace(random, rows, pipeline.devices()),
        random.nextInt(3) == 0 ? Faults.NONE : faults(random, rows, pipeline));
  }

  Policy newPolicy() {
    return Policies.named(policy, blind ? Sight.BLIND : Sight.STANDARD, new Random(seed)::nextInt);
  }

  private static Pipeline pipeline(Random random) {
    double periodMs = 5_000 + random.nextInt(20_000);
    double fastMs = 1_000 + random.nextInt(10_000);
    QuantileCurve wide =
        new QuantileCurve(
            List.of(
                new Point(0, fastMs),
                new Point(0.5, fastMs * 1.3),
                new Point(1, fastMs * (1.5 + random.nextDouble()))));
    ServiceTimes low = new ServiceTimes(List.of(new Width(2, wide.times(1.4)), new Width(4, wide)));
    return new Pipeline(
        1 + random.nextInt(8),
        2 + 2 * random.nextInt(3),
        periodMs,
        100,
        10 + random.nextInt(100),
        1_000,
        ServiceTimes.of(1, QuantileCurve.constant(200 + random.nextInt(750))),
        low,
        new Pipeline.Radio(10 + random.nextInt(50), 10, 700, 2_250, 550, 21_500, 215_000));
  }

  private static Trace trace(Random random, int rows, int devices) {
    List<List<Integer>> made = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Integer> values = new ArrayList<>();
      for (int device = 0; device < devices; device++) {
        values.add(random.nextInt(6) - 1);
      }
      made.add(values);
    }
    return new Trace("random", made);
  }

  private static Faults faults(Random random, int rows, Pipeline pipeline) {
    List<Faults.Outage> outages = new ArrayList<>();
    for (int device = 0; device < pipeline.devices(); device++) {
      if (random.nextInt(3) == 0) {
        double from = random.nextDouble() * rows * pipeline.periodMs();
        outages.add(new Faults.Outage(device, from, from + 500 + random.nextInt(40_000)));
      }
    }
    return new Faults(outages, 2_500, random.nextDouble() * 0.05, 200, random.nextInt(200));
  }

  boolean everOut(int device) {
    return faults.outages().stream().anyMatch(outage -> outage.device() == device);
  }
}
