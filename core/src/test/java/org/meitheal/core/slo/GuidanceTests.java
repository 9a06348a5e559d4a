package org.meitheal.core.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.slo.Guidance.Influence;
import org.meitheal.core.slo.Selector.Subject;

class GuidanceTests {
  private static final Subject REQUEST = new Subject("lite0", null, 0);

  @Test
  void aBurningObjectiveRaisesTheTarget() {
    Guidance guidance =
        guidance(false, on("a", "lite0", null, Step.HIGH), on("b", "lite0", null, Step.THRIFTY));

    assertThat(guidance.target()).isCloseTo(0.9875, within(1e-9));
    assertThat(guidance.targetBy()).containsExactly("a");
    assertThat(guidance.step()).isEqualTo(Step.HIGH);
    assertThat(guidance.floor()).isZero();
  }

  @Test
  void othersRequestsAreLeftAlone() {
    assertThat(guidance(false, on("a", "vgg", null, Step.HIGHEST))).isEqualTo(Guidance.none(0.95));
  }

  @Test
  void aWholeBudgetLowersUnlessTheRequestNamedIts() {
    Influence whole = on("a", "lite0", null, Step.THRIFTY);

    assertThat(guidance(false, whole).target()).isCloseTo(0.925, within(1e-9));
    assertThat(guidance(true, whole)).isEqualTo(Guidance.none(0.95));
    assertThat(guidance(false, whole, on("b", null, null, Step.NEUTRAL)))
        .isEqualTo(Guidance.none(0.95));
  }

  @Test
  void aStrictObjectiveKeepsThriftStrict() {
    Slo strict = Slos.of("a", Selector.ALL, 0.99);

    Guidance guidance =
        Guidance.of(List.of(new Influence(strict, Step.THRIFTY)), REQUEST, 0.95, false);

    assertThat(guidance).isEqualTo(Guidance.none(0.95));
  }

  @Test
  void lowerPrioritiesMeetAHigherFloor() {
    Influence high = on("urgent", null, 1, Step.RAISED);
    Influence higher = on("more-urgent", "vgg", 2, Step.HIGHEST);

    Guidance lower = guidance(false, high, higher);
    Guidance own = Guidance.of(List.of(high), new Subject("lite0", null, 1), 0.95, false);

    assertThat(lower.floor()).isEqualTo(0.95);
    assertThat(lower.floorBy()).isEqualTo("more-urgent");
    assertThat(lower.target()).isEqualTo(0.95);
    assertThat(own.floor()).isZero();
    assertThat(own.target()).isCloseTo(0.975, within(1e-9));
  }

  private static Guidance guidance(boolean named, Influence... influences) {
    return Guidance.of(List.of(influences), REQUEST, 0.95, named);
  }

  private static Influence on(String name, String model, Integer priority, Step step) {
    return new Influence(Slos.of(name, new Selector(model, null, priority), 0.95), step);
  }
}
