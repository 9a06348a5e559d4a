package org.meitheal.worker.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuspectsTests {
  @Test
  void whoseDoingItIsProvenIsNamedAndExplainsItsNeighbours() {
    assertNamed(List.of(proven("a"), unproven("b", "a", "b"), unproven("c", "b", "c", "a")), "a");
  }

  @Test
  void whatTheProvenDoNotExplainHasSuspectsOfItsOwn() {
    assertNamed(List.of(proven("a"), unproven("c", "b", "c")), "a", "c");
  }

  @Test
  void oneThatExplainsAllIsNamedAlone() {
    assertNamed(List.of(unproven("a", "a", "b"), unproven("b", "b", "c")), "b");
  }

  @Test
  void allAreNamedWhereNobodyExplainsAll() {
    assertNamed(List.of(unproven("a", "a", "x"), unproven("b", "b", "y")), "a", "b");
    assertNamed(List.of(unproven("a", "a", "b"), unproven("b", "a", "b")), "a", "b");
  }

  @Test
  void whoSentNothingWrongIsNotNamed() {
    assertNamed(List.of(unproven("a", "a", "honest")), "a");
    assertNamed(List.of());
  }

  @Test
  void theLargestDifferenceOfEachCounts() {
    Deviation small = new Deviation("a", 0.1, true, Set.of("a"));
    Deviation large = new Deviation("a", 0.4, false, Set.of("a", "b"));

    assertThat(Suspects.of(List.of(small, large))).containsEntry("a", 0.4).hasSize(1);
  }

  private static void assertNamed(List<Deviation> deviations, String... devices) {
    assertThat(Suspects.of(deviations).keySet()).containsExactly(devices);
  }

  private static Deviation proven(String device) {
    return new Deviation(device, 0.2, true, Set.of(device));
  }

  private static Deviation unproven(String device, String... explaining) {
    return new Deviation(device, 0.2, false, Set.of(explaining));
  }
}
