package org.meitheal.lab.simulation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.Priority;

/** Counts while a simulation runs. */
final class Tally {
  private int high;
  private int highInTime;
  private int low;
  private int lowStarted;
  private int lowElsewhere;
  private int lowInTime;
  private int suspensions;
  private int evictions;
  private int moves;
  private int startedAgain;

  void released(Priority priority, int count) {
    if (priority == Priority.HIGH) {
      high += count;
    } else {
      low += count;
    }
  }

  void started(Task task, boolean elsewhere) {
    if (!task.job().high()) {
      lowStarted++;
      lowElsewhere += elsewhere ? 1 : 0;
      startedAgain += task.startedOver() ? 1 : 0;
    }
  }

  void computed(Job job, boolean inTime) {
    if (inTime) {
      highInTime += job.high() ? 1 : 0;
      lowInTime += job.high() ? 0 : 1;
    }
  }

  void suspended() {
    suspensions++;
  }

  void evicted() {
    evictions++;
  }

  void moved() {
    moves++;
  }

  SimulationOutcome.Jobs view(Collection<Task> tasks) {
    Map<JobEnding, Integer> endings = new EnumMap<>(JobEnding.class);
    int open = 0;
    for (Task task : tasks) {
      JobEnding ending = task.ending();
      if (ending == null) {
        open++;
      } else if (!task.job().high()) {
        endings.merge(ending, 1, Integer::sum);
      }
    }
    return new SimulationOutcome.Jobs(
        high,
        highInTime,
        low,
        lowStarted,
        lowElsewhere,
        lowInTime,
        endings,
        suspensions,
        evictions,
        startedAgain,
        moves,
        open);
  }
}
