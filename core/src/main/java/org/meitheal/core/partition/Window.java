package org.meitheal.core.partition;

/**
 * One convolution or pooling along one axis.
 *
 * @param before padding in front of the first input, {@code after} behind the last
 * @param ceil whether a last, incomplete window counts, as pooling's {@code ceil_mode} has it
 */
public record Window(int kernel, int stride, int dilation, int before, int after, boolean ceil) {
  public Window {
    if (kernel < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
      throw new IllegalArgumentException(
          "no window: kernel %d, stride %d, dilation %d, padding %d and %d"
              .formatted(kernel, stride, dilation, before, after));
    }
    if (before > dilation * (kernel - 1) || after > dilation * (kernel - 1)) {
      throw new IllegalArgumentException(
          "a window of %d would lie in padding alone".formatted(dilation * (kernel - 1) + 1));
    }
  }

  /** Inputs from the first to the last that one output reads. */
  public int reach() {
    return dilation * (kernel - 1) + 1;
  }

  /**
   * PyTorch's output size ({@code pooling_output_shape}; without {@code ceil} a convolution's too).
   * With {@code ceil}, an input that is smaller than the window may still give one output.
   *
   * @throws IllegalArgumentException if so small an input gives no output
   */
  public int outputs(int inputs) {
    int room = inputs + before + after - reach();
    int outputs = Math.floorDiv(ceil ? room + stride - 1 : room, stride) + 1;
    // A window that would start behind the input has nothing to look at.
    if (ceil && (outputs - 1) * stride >= inputs + before) {
      outputs--;
    }
    if (outputs < 1) {
      throw new IllegalArgumentException(
          "%d inputs are fewer than a window of %d needs".formatted(inputs, reach()));
    }
    return outputs;
  }
}
