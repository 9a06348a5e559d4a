package org.meitheal.worker.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.worker.part.PartOutcome;

/** Makes what is told about a part of how it went. */
public final class PartReports {
  private PartReports() {}

  /**
   * @param state as {@link PartRun} has it
   */
  public static PartRun of(PartOutcome outcome, String device, String state) {
    return new PartRun(
        outcome.part(),
        device,
        state,
        outcome.stages().stream().map(PartReports::stage).toList(),
        outcome.multiplyAdds(),
        outcome.haloMultiplyAdds(),
        outcome.receivedBytes(),
        outcome.sentBytes(),
        outcome.computeMs(),
        outcome.waitMs(),
        outcome.totalMs(),
        null);
  }

  /** The same, by the part and the device that it is known to be of. */
  public static PartRun by(PartRun run, int part, String device) {
    return copy(run, part, device, run.state(), run.why(), run.givenMs(), run.backMs());
  }

  /** The same, when its first runner lost it. */
  public static PartRun again(PartRun run, String state, @Nullable String why) {
    return copy(run, run.part(), run.device(), state, why, run.givenMs(), run.backMs());
  }

  /**
   * The same, by the lead's clock.
   *
   * @param givenMs when it was given away, from when the lead began
   * @param backMs when its result was there
   */
  public static PartRun between(PartRun run, double givenMs, double backMs) {
    return copy(run, run.part(), run.device(), run.state(), run.why(), givenMs, backMs);
  }

  private static PartRun copy(
      PartRun run,
      int part,
      String device,
      String state,
      @Nullable String why,
      @Nullable Double givenMs,
      @Nullable Double backMs) {
    return new PartRun(
        part,
        device,
        state,
        run.stages(),
        run.multiplyAdds(),
        run.haloMultiplyAdds(),
        run.receivedBytes(),
        run.sentBytes(),
        run.computeMs(),
        run.waitMs(),
        run.totalMs(),
        why,
        givenMs,
        backMs);
  }

  private static PartRun.StageRun stage(PartOutcome.StageOutcome stage) {
    var box = stage.box();
    List<Integer> numbers =
        box.isEmpty()
            ? List.of()
            : List.of(
                box.items().from(),
                box.items().to(),
                box.rows().from(),
                box.rows().to(),
                box.columns().from(),
                box.columns().to());
    return new PartRun.StageRun(
        stage.first(), stage.end(), numbers, stage.computeMs(), stage.waitMs(), stage.startMs());
  }
}
