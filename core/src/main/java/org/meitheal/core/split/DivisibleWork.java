package org.meitheal.core.split;

import java.util.List;
import org.meitheal.core.fleet.SegmentCost;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Size;

/**
 * What is to be computed.
 *
 * @param items of the batch
 * @param inputBytesPerValue of the image as it travels: 1 for UINT8, 4 for FP32
 * @param activationBytesPerValue of what lies between segments: 4 for FP32, 2 for FP16
 * @param restMultiplyAdds of each segment behind the chain, all items together
 * @param joinable whether what lies behind the chain is affine in the mean over the image, so that
 *     each part may run it on its own piece ({@link org.meitheal.core.partition.Ending#JOIN})
 * @param outputBytesPerItem of the answer
 */
public record DivisibleWork(
    Chain chain,
    int items,
    Size image,
    int inputBytesPerValue,
    int activationBytesPerValue,
    List<Double> restMultiplyAdds,
    boolean joinable,
    long outputBytesPerItem) {
  private static final int FP32_BYTES = 4;

  /** Some 1,000 classes. */
  private static final long TYPICAL_OUTPUT_BYTES = 4096;

  /**
   * @throws IllegalArgumentException if the image is too small for the chain
   */
  public DivisibleWork {
    restMultiplyAdds = List.copyOf(restMultiplyAdds);
    if (chain.length() == 0) {
      throw new IllegalArgumentException("no segment of this model can be divided");
    }
    if (items < 1
        || inputBytesPerValue < 1
        || activationBytesPerValue < 1
        || outputBytesPerItem < 1) {
      throw new IllegalArgumentException(
          "no work: %d items of %d and %d bytes a value, %d of output"
              .formatted(items, inputBytesPerValue, activationBytesPerValue, outputBytesPerItem));
    }
    if (restMultiplyAdds.stream().anyMatch(work -> !(work >= 0))) {
      throw new IllegalArgumentException("work must not be negative: " + restMultiplyAdds);
    }
    chain.sizes(image);
  }

  /** With a head that wants whole items, and some 1,000 classes in FP32. */
  public DivisibleWork(
      Chain chain,
      int items,
      Size image,
      int inputBytesPerValue,
      int activationBytesPerValue,
      List<Double> restMultiplyAdds) {
    this(
        chain,
        items,
        image,
        inputBytesPerValue,
        activationBytesPerValue,
        restMultiplyAdds,
        false,
        TYPICAL_OUTPUT_BYTES);
  }

  /** The same with FP32 between segments. */
  public DivisibleWork(
      Chain chain, int items, Size image, int inputBytesPerValue, List<Double> restMultiplyAdds) {
    this(chain, items, image, inputBytesPerValue, FP32_BYTES, restMultiplyAdds);
  }

  /**
   * All of it on one lane, in milliseconds.
   *
   * @param costs of each segment, those behind the chain included
   */
  public double wholeMs(List<SegmentCost> costs) {
    List<Size> sizes = chain.sizes(image);
    double sum = 0;
    for (int i = 0; i < chain.length(); i++) {
      sum += costs.get(i).ms(chain.segments().get(i).multiplyAdds(items, sizes.get(i)));
    }
    for (int i = 0; i < restMultiplyAdds.size(); i++) {
      sum += costs.get(chain.length() + i).ms(restMultiplyAdds.get(i));
    }
    return sum;
  }

  /** The chain's segments and those behind it. */
  public int segments() {
    return chain.length() + restMultiplyAdds.size();
  }
}
