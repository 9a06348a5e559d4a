package org.meitheal.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.meitheal.core.partition.Box;

/** What a part's stage starts from. */
public abstract sealed class Source permits Canvas, ImagePiece {
  /** Which box of the activation this has. */
  public abstract Box box();

  /**
   * FP32 in NCHW, by a view where that is possible; in a lane's thread.
   *
   * @param scope that frees it
   */
  abstract NDArray view(NDManager scope, Box piece);
}
