package org.meitheal.registry.link;

import java.util.Objects;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.LinkSamples;

/** Refuses samples that no measurement can have brought. */
final class SampleCheck {
  private static final int MAX_SAMPLES = 1_000;
  private static final double MAX_MS = 600_000;

  private SampleCheck() {}

  /**
   * @throws ProblemException 400 {@code invalid-samples}
   */
  static void check(LinkSamples samples) {
    require(
        samples.roundTrips().size() <= MAX_SAMPLES && samples.transfers().size() <= MAX_SAMPLES,
        "at most 1000 round trips and 1000 transfers at once");
    require(
        samples.roundTrips().stream().noneMatch(Objects::isNull)
            && samples.transfers().stream().noneMatch(Objects::isNull),
        "a sample must not be null");
    samples.roundTrips().forEach(SampleCheck::check);
    samples.transfers().forEach(SampleCheck::check);
  }

  private static void check(LinkSamples.RoundTrip sample) {
    require(
        sample.ms() == null || (sample.ms() >= 0 && sample.ms() <= MAX_MS),
        "ms of a round trip must lie between 0 and 600000");
    require(sample.ageMs() >= 0, "age_ms must not be negative");
  }

  private static void check(LinkSamples.Transfer sample) {
    require(sample.bytes() > 0, "bytes of a transfer must be positive");
    require(
        sample.bytesPerSecond() > 0 && Double.isFinite(sample.bytesPerSecond()),
        "bytes_per_second must be positive and finite");
    require(sample.ageMs() >= 0, "age_ms must not be negative");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ProblemException(400, "invalid-samples", false, otherwise);
    }
  }
}
