package org.meitheal.worker.part;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.Admission;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.ImagePiece;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Workbench;

/** A part on the lanes. */
final class LanePart implements AdmittedPart {
  private final PartWork work;
  private final Admission admission;
  private final LaneClock clock;

  LanePart(PartWork work, Admission admission, LaneClock clock) {
    this.work = work;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public PartOutcome run(@Nullable Rows input, Neighbours neighbours)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    try (Workbench bench = work.model().workbench()) {
      PartRun run = new PartRun(work, bench, admission, neighbours, clock);
      if (input == null) {
        return run.helped(null);
      }
      run.tally().received(input);
      return run.helped(new ImagePiece(input.box(), ImageRows.tensor(input)));
    }
  }

  @Override
  public LeadOutcome lead(ImageTensor image, Neighbours neighbours)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    try (Workbench bench = work.model().workbench()) {
      return new PartRun(work, bench, admission, neighbours, clock)
          .led(new ImagePiece(ImageRows.whole(image).box(), image));
    }
  }

  @Override
  public void cancel() {
    admission.cancel();
  }

  @Override
  public void close() {
    admission.close();
  }
}
