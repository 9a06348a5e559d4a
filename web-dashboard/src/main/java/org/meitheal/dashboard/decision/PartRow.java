package org.meitheal.dashboard.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.execution.PartRun;

/**
 * How one part of a divided execution went.
 *
 * @param how in words
 * @param lost whether its helper lost it
 * @param halo share of its work that another part computes too
 * @param why its helper lost it; empty if it did not
 */
public record PartRow(
    int number,
    String device,
    String how,
    boolean lost,
    String compute,
    String waiting,
    String sent,
    String halo,
    String why) {
  static List<PartRow> of(@Nullable List<PartRun> runs) {
    return runs == null ? List.of() : runs.stream().map(PartRow::of).toList();
  }

  private static PartRow of(PartRun run) {
    return new PartRow(
        run.part(),
        run.device(),
        how(run.state()),
        !run.state().equals("done"),
        Quantities.milliseconds(run.computeMs()),
        Quantities.milliseconds(run.waitMs()),
        Quantities.bytes(run.sentBytes()),
        run.multiplyAdds() > 0
            ? Quantities.percent(run.haloMultiplyAdds() / run.multiplyAdds())
            : Quantities.UNKNOWN,
        run.why() == null ? "" : run.why());
  }

  private static String how(String state) {
    return switch (state) {
      case "spare" -> "lost, done by its spare";
      case "home" -> "lost, done by the lead";
      default -> state;
    };
  }
}
