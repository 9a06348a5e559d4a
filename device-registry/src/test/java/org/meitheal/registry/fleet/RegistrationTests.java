package org.meitheal.registry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;

class RegistrationTests {
  @Test
  void takesTheNewestOfEachSideInWhateverOrderTheyCome() {
    Registration life = of("http://10.0.0.2", OperatorState.ENABLED, 2, false, 1);
    Registration wish = of("http://10.0.0.1", OperatorState.CORDONED, 1, false, 2);
    Registration both = of("http://10.0.0.2", OperatorState.CORDONED, 2, false, 2);

    assertThat(life.merge(wish)).isEqualTo(both);
    assertThat(wish.merge(life)).isEqualTo(both);
  }

  @Test
  void keepsAGoodbye() {
    Registration open = of("http://10.0.0.1", OperatorState.ENABLED, 1, false, 1);
    Registration released = of("http://10.0.0.1", OperatorState.ENABLED, 1, true, 1);

    assertThat(open.merge(released).released()).isTrue();
    assertThat(released.merge(open).released()).isTrue();
  }

  private static Registration of(
      String url, OperatorState state, long epoch, boolean released, long revision) {
    return new Registration(
        new DeviceId("a"), Tier.DEVICE, "z", "c", url, 1, state, epoch, released, revision);
  }
}
