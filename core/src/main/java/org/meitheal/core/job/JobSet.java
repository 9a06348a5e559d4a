package org.meitheal.core.job;

import java.util.List;

/**
 * Jobs of one source and one deadline that are released together and count only if all are done.
 */
public record JobSet(long id, List<Job> jobs) {
  public JobSet {
    jobs = List.copyOf(jobs);
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("a set has jobs");
    }
    Job first = jobs.getFirst();
    for (Job job : jobs) {
      if (job.set() != id
          || job.source() != first.source()
          || job.priority() != first.priority()
          || job.deadlineMs() != first.deadlineMs()) {
        throw new IllegalArgumentException("the jobs of a set are alike: " + job);
      }
    }
  }

  public int source() {
    return jobs.getFirst().source();
  }

  public Priority priority() {
    return jobs.getFirst().priority();
  }

  public double deadlineMs() {
    return jobs.getFirst().deadlineMs();
  }
}
