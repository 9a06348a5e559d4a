package org.meitheal.dashboard.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;

/**
 * What became of a photo, or why nothing did.
 *
 * @param status with which the page is answered
 * @param problem none where there are labels
 * @param detail what the scheduler said of the problem
 * @param decision by which it was placed or refused; none where nothing was decided
 */
public record Answer(
    int status,
    String title,
    @Nullable String problem,
    @Nullable String detail,
    List<Label> labels,
    @Nullable Facts receipt,
    @Nullable String decision) {
  /**
   * @param width of its bar, of 100
   */
  public record Label(String name, String probability, double width) {}

  /** The receipt. */
  public record Facts(
      String placement,
      List<String> devices,
      String predicted,
      String actual,
      @Nullable Boolean met,
      int attempts) {}

  static Answer of(String photo, Classification classification) {
    Receipt receipt = classification.receipt();
    return new Answer(
        200,
        "What is on " + photo,
        null,
        null,
        classification.labels().stream().map(Answer::label).toList(),
        receipt == null ? null : facts(receipt),
        receipt == null ? null : receipt.decisionId());
  }

  static Answer refused(
      int status, String problem, @Nullable String detail, @Nullable String decision) {
    return new Answer(status, "No answer", problem, detail, List.of(), null, decision);
  }

  /** Before anything was asked. */
  static Answer refused(int status, String problem) {
    return refused(status, problem, null, null);
  }

  private static Label label(Classification.Label label) {
    return new Label(
        label.label(),
        Quantities.probability(label.score()),
        100 * Math.clamp(label.score(), 0, 1));
  }

  private static Facts facts(Receipt receipt) {
    return new Facts(
        receipt.placement() == null ? Quantities.UNKNOWN : receipt.placement(),
        List.of(receipt.devices().split(",", -1)),
        Quantities.milliseconds(receipt.predictedMs()),
        Quantities.milliseconds(receipt.actualMs()),
        receipt.deadlineMet(),
        receipt.attempts());
  }
}
