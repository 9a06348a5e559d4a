package org.meitheal.core.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meitheal.core.slo.Ending.How;
import org.meitheal.core.slo.Selector.Subject;
import org.meitheal.core.slo.Slo.Verdict;

class SloTests {
  @ParameterizedTest
  @CsvSource({
    "COMPLETED, 90, GOOD",
    "COMPLETED, 100, GOOD",
    "COMPLETED, 101, BAD",
    "EXPIRED, , BAD",
    "FAILED, , BAD",
    "REJECTED, , BAD",
    "CANCELLED, , UNCOUNTED",
    "CLIENT_FAULT, , UNCOUNTED"
  })
  void endsAreJudgedByTheRequestsDeadline(How how, Double actualMs, Verdict verdict) {
    Slo slo = Slos.of(0.95, Slo.USUAL_WINDOW);

    assertThat(slo.judge(new Ending(how, actualMs, 100))).isEqualTo(verdict);
  }

  @Test
  void orByTheObjectivesOwn() {
    Slo slo = new Slo("fast", Selector.ALL, 0.95, Duration.ofMillis(50), Slo.USUAL_WINDOW, 10);

    assertThat(slo.judge(new Ending(How.COMPLETED, 51.0, 100.0))).isEqualTo(Verdict.BAD);
    assertThat(slo.judge(new Ending(How.COMPLETED, 50.0, 20.0))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void selectorsSelect() {
    Subject request = new Subject("lite0", "sorting", 2);

    assertThat(Selector.ALL.selects(request)).isTrue();
    assertThat(new Selector("lite0", "sorting", 2).selects(request)).isTrue();
    assertThat(new Selector("other", null, null).selects(request)).isFalse();
    assertThat(new Selector(null, "other", null).selects(request)).isFalse();
    assertThat(new Selector(null, null, 0).selects(request)).isFalse();
    assertThat(new Selector(null, "sorting", null).selects(new Subject("lite0", null, 2)))
        .isFalse();
  }

  @Test
  void theDefaultPriorityIsLow() {
    assertThat(new Selector(null, null, 1).outranks(new Subject("m", null, 0))).isTrue();
    assertThat(new Selector(null, null, 0).outranks(new Subject("m", null, 1))).isFalse();
    assertThat(new Selector(null, null, 0).outranks(new Subject("m", null, 200))).isTrue();
    assertThat(new Selector(null, null, 2).outranks(new Subject("m", null, 2))).isFalse();
    assertThat(Selector.ALL.outranks(new Subject("m", null, 200))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0.95, 30",
    "Upper, 0.95, 30",
    "-a, 0.95, 30",
    "a, 1, 30",
    "a, 0.4, 30",
    "a, 0.95, 100",
    "a, 0.95, 0"
  })
  void whatMakesNoSenseIsRefused(String name, double target, int days) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Slo(name, Selector.ALL, target, null, Duration.ofDays(days), 10));
  }

  @Test
  void countsAddUp() {
    Counts counts = new Counts(90, 10);

    assertThat(counts.attained()).isEqualTo(0.9);
    assertThat(counts.burnRate(0.9)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(counts.budgetLeft(0.95)).isCloseTo(-1, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(Counts.NONE.attained()).isNull();
    assertThat(Counts.NONE.budgetLeft(0.9)).isNull();
  }
}
