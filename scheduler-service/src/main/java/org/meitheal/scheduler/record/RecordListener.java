package org.meitheal.scheduler.record;

import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.protocol.scheduler.ExecutionView;

/** Is told what goes on record, on the thread that serves the request: it must not wait. */
public interface RecordListener {
  /**
   * @param execution the id of the execution that this is an attempt of; none for a comparison
   */
  void decided(DecisionView decision, @Nullable String execution);

  void ended(ExecutionView execution);
}
