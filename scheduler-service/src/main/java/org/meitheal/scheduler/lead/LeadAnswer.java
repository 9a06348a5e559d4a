package org.meitheal.scheduler.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.Timings;

/** What became of one try at a lead. */
public sealed interface LeadAnswer {
  /**
   * @param parts of a divided execution, as they ran
   * @param oipHeaderLength the answer's {@code Inference-Header-Content-Length}, if it is binary
   */
  record Done(
      AnswerBytes body,
      @Nullable String contentType,
      @Nullable Integer oipHeaderLength,
      @Nullable Timings timings,
      List<PartRun> parts)
      implements LeadAnswer {}

  /** It was not called: who was to take part has changed since the plan was made. */
  record Unsent(String why) implements LeadAnswer {}

  /** It cannot finish in time; another may. */
  record Refused(String why) implements LeadAnswer {}

  /** The request itself is at fault: no other lead would answer otherwise. */
  record AtFault(int status, String code, String error) implements LeadAnswer {}

  /** The lead is gone or broken; another may do better. */
  record Lost(String why) implements LeadAnswer {}
}
