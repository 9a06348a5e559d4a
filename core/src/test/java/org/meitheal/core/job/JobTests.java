package org.meitheal.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.job.QuantileCurve.Point;
import org.meitheal.core.job.ServiceTimes.Width;

class JobTests {
  private static final QuantileCurve CURVE =
      new QuantileCurve(List.of(new Point(0, 100), new Point(0.5, 200), new Point(1, 600)));

  private static final ServiceTimes TIMES =
      new ServiceTimes(
          List.of(
              new Width(2, QuantileCurve.constant(200)),
              new Width(4, QuantileCurve.constant(100))));

  @Test
  void quantilesLieOnStraightLinesBetweenThoseThatAreKnown() {
    assertThat(CURVE.at(0)).isEqualTo(100);
    assertThat(CURVE.at(0.25)).isEqualTo(150);
    assertThat(CURVE.at(0.75)).isEqualTo(400);
    assertThat(CURVE.at(1)).isEqualTo(600);
    assertThat(CURVE.meanMs()).isEqualTo(275);
  }

  @Test
  void theQuantileOfADurationIsTheInverse() {
    for (int i = 0; i <= 20; i++) {
      assertThat(CURVE.quantileOf(CURVE.at(i / 20.0))).isCloseTo(i / 20.0, within(1e-12));
    }
    assertThat(CURVE.quantileOf(1)).isZero();
    assertThat(CURVE.quantileOf(10_000)).isOne();
  }

  @Test
  void theSmallestIsChosenForTheMean() {
    QuantileCurve made =
        QuantileCurve.withMean(275, List.of(new Point(0.5, 200), new Point(1, 600)));

    assertThat(made.meanMs()).isCloseTo(275, within(1e-9));
    assertThat(made.at(0)).isCloseTo(100, within(1e-9));
  }

  @Test
  void refusesCurvesThatFallOrAreNotWhole() {
    assertThatThrownBy(() -> new QuantileCurve(List.of(new Point(0, 2), new Point(1, 1))))
        .hasMessage("quantiles and durations must rise");
    assertThatThrownBy(() -> new QuantileCurve(List.of(new Point(0, 2), new Point(0.5, 3))))
        .hasMessage("a curve goes from quantile 0 to quantile 1");
    assertThatThrownBy(() -> new Point(1.5, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsOnHowManyCoresItRuns() {
    assertThat(TIMES.fewestCores()).isEqualTo(2);
    assertThat(TIMES.mostCores()).isEqualTo(4);
    assertThat(TIMES.widest(1)).isZero();
    assertThat(TIMES.widest(3)).isEqualTo(2);
    assertThat(TIMES.widest(9)).isEqualTo(4);
    assertThatThrownBy(() -> TIMES.durationMs(3, 0.5)).hasMessage("it does not run on 3 cores");
  }

  @Test
  void progressGrowsWithTheCoresOfEachMoment() {
    Progress progress = new Progress(TIMES);
    progress.cores(1000, 2);
    progress.cores(1050, 4);
    progress.cores(1080, 0);

    assertThat(progress.doneShare(5000, 0.5)).isCloseTo(0.25 + 0.3, within(1e-12));
    assertThat(progress.known()).isFalse();
  }

  @Test
  void whatIsNotDoneYetIsOfTheSlowOnes() {
    Progress progress = new Progress(ServiceTimes.of(1, CURVE));
    progress.cores(0, 1);

    assertThat(progress.quantile(50, 0)).isZero();
    assertThat(progress.quantile(200, 0)).isCloseTo(0.5, within(1e-6));
    assertThat(progress.quantile(200, 0.5)).isCloseTo(0.75, within(1e-6));
    assertThat(progress.quantile(5000, 0)).isCloseTo(1, within(1e-6));
  }

  @Test
  void aReportSaysHowFastItIs() {
    Progress progress = new Progress(ServiceTimes.of(1, CURVE));
    progress.cores(0, 1);
    progress.report(new Report(100, 0.4, 1, 0.5));

    assertThat(progress.known()).isTrue();
    assertThat(progress.quantile(150, 0.9)).isEqualTo(0.5);
    assertThat(progress.doneShare(150, 0.5)).isCloseTo(0.4 + 0.25, within(1e-12));
  }

  @Test
  void theJobsOfASetAreAlike() {
    Job job = new Job(1, 7, 0, Priority.LOW, 0, 100, TIMES);
    Job other = new Job(2, 7, 0, Priority.LOW, 0, 200, TIMES);

    assertThatThrownBy(() -> new JobSet(7, List.of(job, other)))
        .hasMessageContaining("the jobs of a set are alike");
    assertThatThrownBy(() -> new JobSet(7, List.of())).hasMessage("a set has jobs");
    assertThatThrownBy(() -> new Job(1, 7, 0, Priority.LOW, 100, 100, TIMES))
        .hasMessageContaining("deadline");
  }
}
