package org.meitheal.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Interval;

/** Views of tensors, which share their memory. libtorch counts who uses it. */
final class Views {
  /** The axes of items, rows and columns. */
  record Axes(int items, int rows, int columns) {}

  static final Axes NCHW = new Axes(0, 2, 3);
  static final Axes NHWC = new Axes(0, 1, 2);

  private Views() {}

  /**
   * A box of the tensor, which is closed for it.
   *
   * @param box relative to the tensor's first item, row and column
   */
  static NDArray of(NDArray whole, Box box, Axes axes) {
    NDArray some = along(whole, axes.items, box.items());
    some = along(some, axes.rows, box.rows());
    return along(some, axes.columns, box.columns());
  }

  private static NDArray along(NDArray whole, int axis, Interval some) {
    if (some.from() == 0 && some.to() == whole.getShape().get(axis)) {
      return whole;
    }
    try (whole) {
      return JniUtils.slice((PtNDArray) whole, axis, some.from(), some.to(), 1);
    }
  }
}
