package org.meitheal.worker.recheck;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.worker.part.Rows;

/**
 * A piece that is not what its part should have sent.
 *
 * @param device that sent it
 * @param difference the largest, divided by the largest reference value
 * @param proven whether some of what is wrong came from nobody but that device
 * @param explains whose being wrong would alone explain all of it
 */
record Deviation(String device, double difference, boolean proven, Set<String> explains) {
  Deviation {
    explains = Set.copyOf(explains);
  }

  /**
   * Compares a piece, pixel by pixel.
   *
   * @param sent some of {@code reference} or all of it, as many channels
   * @param influence on one pixel's box, never asked for one that is right
   * @return null where it is right
   */
  static @Nullable Deviation of(
      String device, Rows sent, Rows reference, Function<Box, Set<String>> influence) {
    FloatBuffer actual = floats(sent);
    FloatBuffer expected = floats(reference);
    double largest = Tolerance.largest(expected);
    double worst = 0;
    boolean proven = false;
    Set<String> explains = null;
    int channels = sent.channels();
    for (int i = 0; i < sent.box().pixels(); i++) {
      Box pixel = Pixels.at(sent.box(), i);
      int there = Pixels.position(reference.box(), pixel) * channels;
      double difference = Tolerance.difference(actual, i * channels, expected, there, channels);
      worst = Math.max(worst, difference);
      if (Tolerance.exceeds(difference, largest)) {
        Set<String> from = influence.apply(pixel);
        proven |= from.isEmpty() || from.equals(Set.of(device));
        explains = explains == null ? new HashSet<>(from) : both(explains, from);
      }
    }
    return explains == null
        ? null
        : new Deviation(device, Tolerance.relative(worst, largest), proven, explains);
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    some.retainAll(others);
    return some;
  }

  private static FloatBuffer floats(Rows rows) {
    return rows.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
