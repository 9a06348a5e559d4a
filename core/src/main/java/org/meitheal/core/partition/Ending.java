package org.meitheal.core.partition;

/** How the parts' results become the answer. */
public enum Ending {
  /** The lead gets the last stage's output and runs the rest of the model on it. */
  GATHER,
  /**
   * Each part runs the rest of the model on its own piece, and the lead adds their answers up, each
   * weighted with its share of the item's pixels.
   *
   * <p>Exact for a head that is affine in the mean over the image, such as global average pooling
   * and a linear layer: h(x) = W · mean(x) + b, the mean over the whole is the weighted sum of the
   * means over the pieces, and the weights add up to 1. Exact for any head where each item lies
   * whole in one part.
   */
  JOIN
}
