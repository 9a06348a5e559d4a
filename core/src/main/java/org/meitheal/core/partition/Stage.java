package org.meitheal.core.partition;

/**
 * Segments {@code first} to {@code end} (exclusive), which each part runs fused for its box of the
 * output.
 *
 * @param outputs who computes which box at boundary {@code end}
 */
public record Stage(int first, int end, Layout outputs) {
  public Stage {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException("no stage: segments [%d, %d)".formatted(first, end));
    }
  }
}
