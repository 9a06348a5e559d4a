package org.meitheal.protocol.scheduler;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code POST /v1/mismatches}: a lead recomputed a divided answer alone, and it differed.
 *
 * @param divisionSha256 of the division as it travelled, in lower-case hexadecimal
 * @param difference the answer's largest, divided by the largest reference value
 * @param suspects whose pieces differed; empty where none of them explains it
 */
public record MismatchReport(
    String execution,
    int attempt,
    String divisionSha256,
    double difference,
    List<Suspect> suspects) {
  private static final int MOST_SUSPECTS = 64;
  private static final int LONGEST_NAME = 128;

  public MismatchReport {
    suspects = List.copyOf(suspects);
    require(!execution.isEmpty() && execution.length() <= LONGEST_NAME, "no execution");
    require(attempt > 0, "attempts count from 1");
    require(divisionSha256.matches("[0-9a-f]{64}"), "division_sha256 is no SHA-256");
    require(isDifference(difference), "a difference is a positive number");
    require(suspects.size() <= MOST_SUSPECTS, "more suspects than a division has parts");
    Set<String> devices = new HashSet<>();
    suspects.forEach(suspect -> require(devices.add(suspect.device()), "a device named twice"));
  }

  /**
   * @param difference of what it sent: the largest, divided by the largest reference value
   */
  public record Suspect(String device, double difference) {
    public Suspect {
      require(!device.isEmpty() && device.length() <= LONGEST_NAME, "a suspect without a name");
      require(isDifference(difference), "a difference is a positive number");
    }
  }

  private static boolean isDifference(double value) {
    return value > 0 && value <= Double.MAX_VALUE;
  }

  private static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
