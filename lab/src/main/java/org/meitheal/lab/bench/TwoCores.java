package org.meitheal.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a second core is worth on this computer: how much more two threads compute than one in the
 * same time, where nothing ties them together. No division can gain more over lanes. It is 2 on two
 * cores of their own, and less where the two are threads of one core, or shared with others.
 */
final class TwoCores {
  private static final int ROUNDS_OF_MIXING = 12_000_000;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
  private final List<Double> gains = new ArrayList<>();

  /** Once with one thread, once with two. */
  void measure() throws InterruptedException {
    double one = secondsOf(1);
    double two = secondsOf(2);
    gains.add(2 * one / two);
  }

  /** The median of all measurements; null without any. */
  @Nullable Double gain() {
    return gains.isEmpty() ? null : median();
  }

  private double median() {
    return Comparing.rounded(
        Comparing.median(gains.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
  }

  private double secondsOf(int count) throws InterruptedException {
    List<Callable<Long>> work = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      long its = seed;
      work.add(() -> mixed(its));
    }
    long start = System.nanoTime();
    for (Future<Long> done : threads.invokeAll(work)) {
      requireDone(done);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void requireDone(Future<Long> done) throws InterruptedException {
    try {
      if (done.get() == 0) {
        throw new IllegalStateException("mixing never gives 0");
      }
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Marsaglia, "Xorshift RNGs", J. Stat. Software 8(14), 2003: arithmetic in registers alone. */
  private static long mixed(long seed) {
    long value = seed;
    for (int i = 0; i < ROUNDS_OF_MIXING; i++) {
      value ^= value << 13;
      value ^= value >>> 7;
      value ^= value << 17;
    }
    return value;
  }
}
