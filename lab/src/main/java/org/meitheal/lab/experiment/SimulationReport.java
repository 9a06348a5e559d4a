package org.meitheal.lab.experiment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.job.JobEnding;
import org.meitheal.lab.simulation.SimulationOutcome;

/**
 * A run as it is printed. High-priority jobs are {@code hp}, low-priority ones {@code lp}.
 *
 * @param framesPercent of frames that are complete
 * @param hpComplete in time
 * @param preemptions suspensions and evictions
 * @param moves of jobs that had started
 * @param placedAgain jobs that were evicted and started again
 * @param decisions what decisions took on this computer, if that was measured
 */
public record SimulationReport(
    String trace,
    String policy,
    String setting,
    boolean blind,
    long seed,
    int frames,
    int framesComplete,
    double framesPercent,
    int hp,
    int hpComplete,
    LowPriority lp,
    int preemptions,
    int suspensions,
    int evictions,
    int placedAgain,
    int moves,
    long linkBytes,
    double linkBusyPercent,
    double coresBusyPercent,
    double simulatedHours,
    @Nullable Decisions decisions) {
  private static final double MS_PER_HOUR = 3_600_000;

  /**
   * As in the source's table.
   *
   * @param allocated starts, those after an eviction included
   * @param offloaded of those, not at their source
   * @param finished in time
   * @param halted for outlasting their reservation
   * @param refused before they started
   * @param dropped because they, or another of their set, could no longer be in time
   * @param evicted and not placed again
   */
  public record LowPriority(
      int generated,
      int allocated,
      int offloaded,
      int finished,
      int halted,
      int refused,
      int dropped,
      int evicted) {}

  /** Milliseconds from the release of jobs to the decision about them. */
  public record Decisions(double highMeanMs, double highP99Ms, double lowMeanMs, double lowP99Ms) {}

  static SimulationReport of(Scenario scenario, SimulationOutcome outcome) {
    SimulationOutcome.Jobs jobs = outcome.jobs();
    int evicted = ended(jobs, JobEnding.EVICTED);
    LowPriority low =
        new LowPriority(
            jobs.low(),
            jobs.lowStarted(),
            jobs.lowElsewhere(),
            jobs.lowInTime(),
            ended(jobs, JobEnding.HALTED),
            ended(jobs, JobEnding.REFUSED),
            ended(jobs, JobEnding.DROPPED),
            evicted);
    return new SimulationReport(
        scenario.trace().name().toLowerCase(Locale.ROOT),
        scenario.policy(),
        scenario.setting().name().toLowerCase(Locale.ROOT),
        scenario.blind(),
        scenario.seed(),
        outcome.frames(),
        outcome.framesComplete(),
        percent(outcome.framesShare()),
        jobs.high(),
        jobs.highInTime(),
        low,
        jobs.suspensions() + jobs.evictions(),
        jobs.suspensions(),
        jobs.evictions(),
        jobs.startedAgain(),
        jobs.moves(),
        outcome.link().bytes(),
        percent(outcome.link().busyShare()),
        percent(outcome.coreUse()),
        Math.round(outcome.simulatedMs() / MS_PER_HOUR * 100) / 100.0,
        null);
  }

  SimulationReport withDecisions(Decisions measured) {
    return new SimulationReport(
        trace,
        policy,
        setting,
        blind,
        seed,
        frames,
        framesComplete,
        framesPercent,
        hp,
        hpComplete,
        lp,
        preemptions,
        suspensions,
        evictions,
        placedAgain,
        moves,
        linkBytes,
        linkBusyPercent,
        coresBusyPercent,
        simulatedHours,
        measured);
  }

  /** Share of high-priority jobs that were done in time, %. */
  public double hpPercent() {
    return hp == 0 ? 100 : 100.0 * hpComplete / hp;
  }

  private static int ended(SimulationOutcome.Jobs jobs, JobEnding ending) {
    return jobs.lowEndings().getOrDefault(ending, 0);
  }

  private static double percent(double share) {
    return Math.round(share * 10_000) / 100.0;
  }

  /** For a person. */
  public String text() {
    String counts =
        """

        %s, %s%s, %s service times, seed %d: %.2f simulated hours

          frames           %d of %d complete (%.1f %%)
          high priority    %d of %d in time (%.1f %%)
          low priority     %d generated, %d started (%d elsewhere), %d in time
                           %d refused, %d given up, %d halted, %d evicted for good
          preemptions      %d (%d suspended, %d evicted of which %d were placed again)
          moves            %d
          link             %.1f MB, busy %.2f %% of the time
          cores            busy %.1f %% of the time
        """
            .formatted(
                policy,
                trace,
                blind ? ", without reports of progress" : "",
                setting,
                seed,
                simulatedHours,
                framesComplete,
                frames,
                framesPercent,
                hpComplete,
                hp,
                hpPercent(),
                lp.generated(),
                lp.allocated(),
                lp.offloaded(),
                lp.finished(),
                lp.refused(),
                lp.dropped(),
                lp.halted(),
                lp.evicted(),
                preemptions,
                suspensions,
                evictions,
                placedAgain,
                moves,
                linkBytes / 1e6,
                linkBusyPercent,
                coresBusyPercent);
    return counts + decisionsText();
  }

  private String decisionsText() {
    return decisions == null
        ? ""
        : "  decisions        high %.3f ms mean, %.3f p99; low %.3f ms mean, %.3f p99%n"
            .formatted(
                decisions.highMeanMs(),
                decisions.highP99Ms(),
                decisions.lowMeanMs(),
                decisions.lowP99Ms());
  }
}
