package org.meitheal.worker.execution;

import java.util.List;
import java.util.function.Function;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.model.Logits;

/** An input that a lead has, and how a result for it is written. */
public record LeadWork(Input input, Function<Result, EncodedResponse> answer) {
  /**
   * What came of it.
   *
   * @param parts how those of a divided execution went; empty where the lead did all of it
   */
  public record Result(Logits logits, List<PartRun> parts) {
    public Result {
      parts = List.copyOf(parts);
    }
  }
}
