package org.meitheal.worker.recheck;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.part.PartLostException;

/** Compares an answer with the same computed by one device. */
interface Check {
  /**
   * @param pieces that others sent the lead
   * @param deadline in the lanes' clock
   * @return null where the answer was right
   * @throws TimeoutException if no lane was idle for long enough
   */
  @Nullable MismatchReport check(Answered answered, List<Evidence.Piece> pieces, long deadline)
      throws StoppedException,
          PartLostException,
          ExecutionException,
          TimeoutException,
          InterruptedException;
}
