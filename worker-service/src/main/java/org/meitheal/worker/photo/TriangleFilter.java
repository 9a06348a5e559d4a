package org.meitheal.worker.photo;

/**
 * Bilinear scaling that does not alias: when it shrinks, the triangle widens with the scale, as in
 * Pillow's {@code BILINEAR}. Separable: first along rows, rounded to whole samples, then along
 * columns.
 */
final class TriangleFilter {
  private static final int CHANNELS = RgbImage.CHANNELS;
  private static final int MASK = 0xff;

  private TriangleFilter() {}

  /**
   * @param region the image's pixels from {@code (cut.across().first(), cut.down().first())} on
   */
  static RgbImage scale(Rows region, SquareCut cut) {
    Weights across = new Weights(cut.across());
    RgbImage narrow = new RgbImage(cut.across().size(), region.height());
    byte[] row = new byte[CHANNELS * region.width()];
    for (int y = 0; y < region.height(); y++) {
      region.read(y, row);
      scaleRow(row, narrow, y, across);
    }
    return scaleColumns(narrow, cut.down());
  }

  private static void scaleRow(byte[] row, RgbImage narrow, int y, Weights across) {
    for (int x = 0; x < narrow.width(); x++) {
      int at = CHANNELS * across.first[x];
      float red = 0;
      float green = 0;
      float blue = 0;
      for (float weight : across.values[x]) {
        red += weight * (row[at] & MASK);
        green += weight * (row[at + 1] & MASK);
        blue += weight * (row[at + 2] & MASK);
        at += CHANNELS;
      }
      narrow.set(0, x, y, round(red));
      narrow.set(1, x, y, round(green));
      narrow.set(2, x, y, round(blue));
    }
  }

  private static RgbImage scaleColumns(RgbImage narrow, SquareCut.Axis axis) {
    Weights down = new Weights(axis);
    RgbImage square = new RgbImage(narrow.width(), axis.size());
    float[] sums = new float[narrow.width()];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < square.height(); y++) {
        java.util.Arrays.fill(sums, 0);
        int from = channel * narrow.height() + down.first[y];
        for (float weight : down.values[y]) {
          addRow(narrow.samples(), from * narrow.width(), weight, sums);
          from++;
        }
        for (int x = 0; x < sums.length; x++) {
          square.set(channel, x, y, round(sums[x]));
        }
      }
    }
    return square;
  }

  /** Of what is not negative; much faster than {@link Math#round}. */
  private static int round(float sample) {
    return (int) (sample + 0.5f);
  }

  private static void addRow(byte[] samples, int start, float weight, float[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += weight * (samples[start + x] & MASK);
    }
  }

  /**
   * For each output pixel, the weights of the input pixels from {@code first} (counted from the
   * region's first) on. They add up to one, so no sum leaves 0 to 255.
   */
  private static final class Weights {
    private final int[] first;
    private final float[][] values;

    Weights(SquareCut.Axis axis) {
      first = new int[axis.size()];
      values = new float[axis.size()][];
      for (int i = 0; i < axis.size(); i++) {
        double centre = (axis.offset() + i + 0.5) * axis.scale();
        int from = Math.max(0, (int) (centre - axis.support() + 0.5));
        int end = Math.min(axis.length(), (int) (centre + axis.support() + 0.5));
        first[i] = from - axis.first();
        values[i] = triangle(centre, from, end, axis.support());
      }
    }

    private static float[] triangle(double centre, int from, int end, double support) {
      double[] weights = new double[end - from];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        double distance = Math.abs(from + i + 0.5 - centre) / support;
        weights[i] = Math.max(0, 1 - distance);
        sum += weights[i];
      }
      float[] normal = new float[weights.length];
      for (int i = 0; i < normal.length; i++) {
        normal[i] = (float) (weights[i] / sum);
      }
      return normal;
    }
  }
}
