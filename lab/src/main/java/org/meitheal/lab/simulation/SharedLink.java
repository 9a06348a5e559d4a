package org.meitheal.lab.simulation;

import java.util.SplittableRandom;

/**
 * One wireless link for all: one transfer at a time, in the order in which they were asked for,
 * each at a rate of its own. Rates are lognormal with the measured mean and standard deviation:
 * those of the source (18.8 Mb/s, 22) fit no distribution that is symmetric and positive.
 */
final class SharedLink {
  private static final double BITS_PER_BYTE = 8;

  private final Faults faults;
  private final SplittableRandom random;
  private final double mu;
  private final double sigma;
  private double freeMs;
  private double busyMs;
  private long bytes;

  SharedLink(double meanMbps, double deviationMbps, Faults faults, SplittableRandom random) {
    this.faults = faults;
    this.random = random;
    double ratio = deviationMbps / meanMbps;
    double variance = Math.log(1 + ratio * ratio);
    this.sigma = Math.sqrt(variance);
    this.mu = Math.log(meanMbps) - variance / 2;
  }

  /** When so many bytes will have arrived that are sent now. */
  double send(double nowMs, int size) {
    double mbps = Math.exp(mu + sigma * random.nextGaussian());
    double takes = size * BITS_PER_BYTE / (mbps * 1000);
    if (faults.stallShare() > 0 && random.nextDouble() < faults.stallShare()) {
      takes += faults.stallMs();
    }
    freeMs = Math.max(freeMs, nowMs) + takes;
    busyMs += takes;
    bytes += size;
    return freeMs;
  }

  double busyMs() {
    return busyMs;
  }

  long bytes() {
    return bytes;
  }
}
