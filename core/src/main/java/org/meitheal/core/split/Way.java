package org.meitheal.core.split;

import java.util.List;
import org.meitheal.core.partition.Ending;

/** Runs up to the last divided one, and what becomes of its output. */
record Way(List<Run> runs, Ending ending) {
  Way {
    runs = List.copyOf(runs);
  }

  boolean joins() {
    return ending == Ending.JOIN;
  }
}
