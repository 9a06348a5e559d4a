package org.meitheal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.core.job.JobSet;

class PublishedPoliciesTests {
  private final FakeControl control = new FakeControl(1);
  private final FakeControl cluster = new FakeControl(4);

  @Test
  void patsWidensWhereCoresAreFree() {
    policy("pats").released(cluster.low(2, 1), cluster);
    assertThat(cluster.done()).containsExactly("start LOW on 2, 4 cores");

    policy("pats").released(control.low(0, 2), control);
    assertThat(control.done())
        .containsExactly("start LOW on 0, 2 cores", "start LOW on 0, 2 cores");
  }

  @Test
  void patsPlacesPartsOfASet() {
    policy("pats").released(control.low(0, 3), control);

    assertThat(control.done())
        .containsExactly("stop as REFUSED", "start LOW on 0, 2 cores", "start LOW on 0, 2 cores");
  }

  @Test
  void patsEvictsForHighPriorityAndTheVictimFindsNoPlace() {
    Policy pats = policy("pats");
    pats.released(control.low(0, 2), control);
    control.done();
    control.at(3000);

    pats.released(control.high(0), control);

    assertThat(control.done())
        .containsExactly("evict", "stop as EVICTED", "start HIGH on 0, 1 cores");
  }

  @Test
  void withoutPreemptionHighPriorityIsRefused() {
    Policy patient = policy("no-preemption");
    patient.released(control.low(0, 2), control);
    control.done();

    patient.released(control.high(0), control);

    assertThat(control.done()).containsExactly("stop as REFUSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pats",
        "no-preemption",
        "ras",
        "work-stealing-central",
        "work-stealing-decentral"
      })
  void whatOutlastsItsReservationIsHalted(String name) {
    Policy policy = policy(name);
    JobSet set = control.low(0, 1, 60_000);
    policy.released(set, control);
    control.passTo(10_000, policy);
    assertThat(control.done()).hasSize(1).first().asString().startsWith("start LOW on 0");

    control.passTo(20_000, policy);

    assertThat(control.done()).containsExactly("stop as HALTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pats", "ras", "work-stealing-central", "work-stealing-decentral"})
  void whatIsDoneInTimeIsNotHalted(String name) {
    Policy policy = policy(name);
    JobSet set = control.low(0, 1);
    policy.released(set, control);
    control.done();
    control.at(9_000);

    policy.computed(set.jobs().getFirst(), control);
    control.passTo(40_000, policy);

    assertThat(control.done()).isEmpty();
  }

  @Test
  void rasTakesAllOfASetOrNothing() {
    policy("ras").released(control.low(0, 3), control);
    assertThat(control.done())
        .containsExactly("stop as REFUSED", "stop as REFUSED", "stop as REFUSED");
  }

  @Test
  void rasTakesTwoCoresUnlessOnlyFourAreInTime() {
    policy("ras").released(cluster.low(3, 1), cluster);
    policy("ras").released(cluster.low(1, 1, 12_000), cluster);

    assertThat(cluster.done())
        .containsExactly("start LOW on 3, 2 cores", "start LOW on 1, 4 cores");
  }

  @Test
  void rasBooksAheadForWhenCoresAreFree() {
    Policy ras = policy("ras");
    ras.released(control.low(0, 2), control);
    control.done();
    ras.released(control.low(0, 1, 40_000), control);
    assertThat(control.done()).isEmpty();

    control.passTo(17_000, ras);

    assertThat(control.done())
        .containsExactly("stop as HALTED", "stop as HALTED", "start LOW on 0, 2 cores");
  }

  @Test
  void idleDevicesStealOnTwoCoresOrOnAllIfTheyAreEmpty() {
    Policy central = policy("work-stealing-central");
    central.released(control.low(0, 3), control);
    assertThat(control.done())
        .containsExactly("start LOW on 0, 2 cores", "start LOW on 0, 2 cores");

    control.passTo(7_000, central);
    assertThat(control.done()).containsExactly("stop as REFUSED");

    policy("work-stealing-decentral").released(control.low(0, 1, 19_000), control);
    assertThat(control.done()).containsExactly("start LOW on 0, 4 cores");
  }

  @Test
  void anEvictedJobIsStolenAgain() {
    Policy central = policy("work-stealing-central");
    central.released(cluster.low(0, 2), cluster);
    cluster.done();
    for (int device = 0; device < 4; device++) {
      central.released(cluster.low(device, 2), cluster);
    }
    cluster.done();
    cluster.at(50);

    central.released(cluster.high(0), cluster);

    assertThat(cluster.done()).contains("evict", "start HIGH on 0, 1 cores");
  }

  @Test
  void theBookingOfALostJobIsGone() {
    Policy pats = policy("pats");
    JobSet set = control.low(0, 2);
    pats.released(set, control);
    control.done();

    set.jobs().forEach(job -> pats.lost(job, control));
    pats.released(control.high(0), control);

    assertThat(control.done()).containsExactly("start HIGH on 0, 1 cores");
  }

  @Test
  void saysWhichPoliciesThereAre() {
    assertThat(Policies.names()).allSatisfy(name -> assertThat(policy(name)).isNotNull());
    assertThatThrownBy(() -> policy("magic"))
        .hasMessage(
            "there is no policy 'magic'; there are "
                + String.join(", ", List.copyOf(Policies.names())));
  }

  private static Policy policy(String name) {
    return Policies.named(name, Sight.STANDARD, bound -> 0);
  }
}
