package org.meitheal.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Report;

class WholeSetsTests {
  private final FakeControl control = new FakeControl(1);
  private final FakeControl cluster = new FakeControl(4);
  private final Policy policy = new WholeSets(true, Sight.STANDARD);

  @Test
  void aLoneJobHasAllCoresAndGivesSomeBack() {
    policy.released(control.low(0, 1), control);
    assertThat(control.done()).containsExactly("start LOW on 0, 4 cores");

    control.at(100);
    policy.released(control.low(0, 1), control);
    assertThat(control.done()).containsExactly("LOW to 2 cores", "start LOW on 0, 2 cores");
  }

  @Test
  void whatIsLeftTakesTheCoresOfWhatIsDone() {
    JobSet first = control.low(0, 1);
    policy.released(first, control);
    policy.released(control.low(0, 1), control);
    control.done();

    control.at(14_000);
    policy.computed(first.jobs().getFirst(), control);

    assertThat(control.done()).containsExactly("LOW to 4 cores");
  }

  @Test
  void highPriorityTakesACoreAndTheOtherIsSuspendedNotEvicted() {
    policy.released(control.low(0, 2), control);
    control.done();
    control.at(500);
    JobSet high = control.high(0);

    policy.released(high, control);
    assertThat(control.done()).containsExactly("LOW to 0 cores", "start HIGH on 0, 1 cores");

    control.at(1500);
    policy.computed(high.jobs().getFirst(), control);
    assertThat(control.done()).containsExactly("LOW to 2 cores");
  }

  @Test
  void aSetIsTakenOnWholeOrNotAtAll() {
    policy.released(control.low(0, 3), control);
    assertThat(control.done()).isEmpty();

    control.passTo(9_000, policy);
    assertThat(control.done())
        .containsExactly("stop as REFUSED", "stop as REFUSED", "stop as REFUSED");
  }

  @Test
  void neighboursHelp() {
    JobSet set = cluster.low(1, 4);
    policy.released(set, cluster);

    assertThat(set.jobs()).extracting(cluster::where).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void onlyThoseInTheCellHelp() {
    FakeControl cells = new FakeControl(8, 2);
    JobSet set = cells.low(5, 4);
    policy.released(set, cells);
    policy.released(cells.low(1, 1), cells);

    assertThat(set.jobs()).extracting(cells::where).containsExactlyInAnyOrder(4, 4, 5, 5);
    assertThat(cells.done()).last().isEqualTo("start LOW on 1, 4 cores");
  }

  @Test
  void whatIsLessUrgentKeepsItsPlace() {
    JobSet[] later = new JobSet[20];
    for (int i = 0; i < later.length; i++) {
      later[i] = cluster.low(i % 4, 1, 500_000 + i);
      policy.released(later[i], cluster);
    }
    assertThat(cluster.done()).filteredOn(done -> done.startsWith("start")).hasSize(8);

    policy.released(cluster.low(0, 1, 20_000), cluster);

    assertThat(cluster.done()).containsExactly("LOW to 0 cores", "start LOW on 0, 2 cores");
  }

  @Test
  void withoutNeighboursNobodyHelps() {
    new WholeSets(false, Sight.STANDARD).released(cluster.low(1, 2), cluster);

    assertThat(cluster.done())
        .containsExactly("start LOW on 1, 2 cores", "start LOW on 1, 2 cores");
  }

  @Test
  void aSetThatIsLateReplacesOneWithMoreWorkLeft() {
    policy.released(control.low(0, 2), control);
    control.done();
    control.at(1000);

    policy.released(control.low(0, 1), control);

    assertThat(control.done())
        .containsExactly("stop as DROPPED", "stop as DROPPED", "start LOW on 0, 4 cores");
  }

  @Test
  void aSetOfWhichOneIsTooSlowIsGivenUpAsAWhole() {
    JobSet set = cluster.low(0, 2);
    policy.released(set, cluster);
    cluster.done();
    cluster.at(17_000);
    Job slow = set.jobs().getFirst();

    policy.reported(slow, new Report(17_000, 0.2, 2, 1), cluster);

    assertThat(cluster.done()).containsExactly("stop as DROPPED", "stop as DROPPED");
  }

  @Test
  void aJobThatIsLateWhereItIsMovesToAnIdleDevice() {
    FakeControl pair = new FakeControl(2);
    JobSet set = pair.low(0, 3);
    policy.released(set, pair);
    Job first = set.jobs().getFirst();
    pair.done();
    pair.at(2_000);
    Job alone =
        set.jobs().stream()
            .filter(j -> pair.where(j) != pair.where(first))
            .findFirst()
            .orElseThrow();
    Job beside =
        set.jobs().stream()
            .filter(j -> pair.where(j) != pair.where(alone))
            .findFirst()
            .orElseThrow();
    policy.computed(alone, pair);
    pair.done();

    pair.at(6_000);
    policy.reported(beside, new Report(6_000, 0.1, 2, 1), pair);

    assertThat(pair.done()).contains("move to %d, 4 cores".formatted(pair.where(beside)));
  }

  @Test
  void theSetOfALostJobIsGivenUp() {
    JobSet set = cluster.low(0, 3);
    policy.released(set, cluster);
    cluster.done();

    policy.lost(set.jobs().getFirst(), cluster);

    assertThat(cluster.done()).containsExactly("stop as DROPPED", "stop as DROPPED");
  }

  @Test
  void newsOfAJobThatWasGivenUpIsNoHarm() {
    JobSet set = control.low(0, 3);
    policy.released(set, control);
    control.passTo(9_000, policy);
    control.done();

    policy.computed(set.jobs().getFirst(), control);
    policy.reported(set.jobs().getFirst(), new Report(9_000, 0.5, 2, 0.5), control);

    assertThat(control.done()).isEmpty();
  }
}
