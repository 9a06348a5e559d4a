package org.meitheal.worker.recheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.AdmittedPart;
import org.meitheal.worker.part.ImageRows;
import org.meitheal.worker.part.LocalNeighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.part.Rows;

/**
 * Computes on this device alone what others had a share in: after all other work, begun only when a
 * lane is idle, and a segment at a time, so that work that comes meanwhile waits for one segment at
 * most.
 */
final class Recount {
  /** Behind whatever a request can ask for. */
  private static final int LOWEST = Integer.MAX_VALUE;

  private static final long PAUSE_MS = 50;

  private final Lanes lanes;
  private final PartRunner runner;
  private final LaneClock clock;

  Recount(Lanes lanes, PartRunner runner, LaneClock clock) {
    this.lanes = lanes;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * All of an answer, an item at a time.
   *
   * @param deadline in the lanes' clock
   * @throws TimeoutException if no lane was idle for long enough
   */
  Logits whole(ServedModel model, ImageTensor image, long deadline)
      throws StoppedException,
          PartLostException,
          ExecutionException,
          TimeoutException,
          InterruptedException {
    Partition steps = segmentBySegment(model.chain(), new Size(image.height(), image.width()));
    List<Logits> items = new ArrayList<>();
    for (int item = 0; item < image.items(); item++) {
      try (AdmittedPart part = admit(model, steps, Partition.LEAD, deadline)) {
        items.add(part.lead(image.slice(item, item + 1), new LocalNeighbours()).logits());
      }
    }
    return Logits.join(items);
  }

  /**
   * All that a part computed in front of a cut, or its answer; in one go.
   *
   * @param cut from 1
   * @param deadline in the lanes' clock
   * @throws TimeoutException if no lane was idle for long enough
   */
  Rows piece(Answered answered, int cut, int number, long deadline)
      throws StoppedException,
          PartLostException,
          ExecutionException,
          TimeoutException,
          InterruptedException {
    Partition alone = upTo(answered.partition(), cut);
    Box needed = alone.steps(number).getFirst().input();
    Rows input = ImageRows.piece(answered.image(), needed);
    try (AdmittedPart part = admit(answered.model(), alone, number, deadline)) {
      return Objects.requireNonNull(part.run(input, new LocalNeighbours()).result());
    }
  }

  private AdmittedPart admit(ServedModel model, Partition partition, int number, long deadline)
      throws TimeoutException, InterruptedException {
    while (clock.now() - deadline < 0) {
      if (lanes.idle() > 0) {
        try {
          return runner.admit(model, partition, number, LOWEST, deadline);
        } catch (RefusedException busy) {
          // Someone was faster: there is time.
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
    throw new TimeoutException("no lane was idle for long enough");
  }

  private static Partition segmentBySegment(Chain chain, Size image) {
    List<Size> sizes = chain.sizes(image);
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < chain.length(); i++) {
      stages.add(new Stage(i, i + 1, Layout.at(0, 1, Box.whole(1, sizes.get(i + 1)))));
    }
    return new Partition(chain, 1, image, stages);
  }

  /** The same boxes in front of that cut, each straight from the image: nobody sends anything. */
  private static Partition upTo(Partition partition, int cut) {
    Stage last = partition.stages().get(cut - 1);
    boolean isEnd = cut == partition.stages().size();
    return new Partition(
        partition.chain(),
        partition.items(),
        partition.image(),
        List.of(new Stage(0, last.end(), last.outputs())),
        isEnd ? partition.ending() : Ending.GATHER);
  }
}
