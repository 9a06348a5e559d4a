package org.meitheal.core.compute;

/**
 * What a photo costs before the model sees it: decoding and scaling, in the multiply-adds that the
 * same lane does in that time. Measured: a JPEG of 100 kB takes as long as 150 million.
 */
public final class PhotoCost {
  private static final long MULTIPLY_ADDS_PER_BYTE = 1_500;

  private PhotoCost() {}

  public static long multiplyAdds(long bytes) {
    return MULTIPLY_ADDS_PER_BYTE * bytes;
  }
}
