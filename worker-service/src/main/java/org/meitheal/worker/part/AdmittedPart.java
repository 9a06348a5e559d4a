package org.meitheal.worker.part;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.ImageTensor;

/**
 * A part that this device has taken on: its lanes count on it until it is closed. One of {@link
 * #run} and {@link #lead}, once, in a thread that may block.
 */
public interface AdmittedPart extends AutoCloseable {
  /**
   * Runs a helper's part.
   *
   * @param input the image's rows for stage 0; none where it has nothing to do then
   * @throws StoppedException when it was cancelled or its deadline has passed
   * @throws PartLostException when a neighbour's rows will never come
   * @throws ExecutionException with the failure of libtorch or of the model
   * @throws IllegalArgumentException if the input is not what stage 0 needs
   */
  PartOutcome run(@Nullable Rows input, Neighbours neighbours)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException;

  /**
   * Runs the lead's part, and makes the answer of all results, as the partition's ending says.
   *
   * @param image all of it
   */
  LeadOutcome lead(ImageTensor image, Neighbours neighbours)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException;

  /** Runs no further than to the next segment; a wait ends at once. For any thread. */
  void cancel();

  /** Gives back what the lanes still reserve for it. */
  @Override
  void close();
}
