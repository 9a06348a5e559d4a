package org.meitheal.worker.execution;

import org.meitheal.protocol.execution.PartRun;
import org.meitheal.worker.part.LeadOutcome;

/** What a lead hears while a divided execution runs. */
sealed interface Happening {
  /** Who runs a part. */
  enum Place {
    HELPER,
    SPARE,
    HOME
  }

  /** The lead itself is through with all of it. */
  record Led(LeadOutcome outcome) implements Happening {}

  /** The lead itself is not. */
  record LeadFailed(Exception failure) implements Happening {}

  /** A part came back; its result is where the lead's own part looks for it. */
  record Done(int part, PartRun report, Place place) implements Happening {}

  /** A part will not come back from there. */
  record Lost(int part, Place place, String why) implements Happening {}

  /** A part started over, and rows for it are gone. */
  record RowsGone(int part) implements Happening {}

  /** Nobody wants it any more. */
  record Cancelled() implements Happening {}
}
