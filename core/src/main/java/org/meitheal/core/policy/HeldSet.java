package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.job.JobSet;

/** A set of which some jobs are not done yet. */
final class HeldSet {
  private final JobSet set;
  private final List<Held> left;
  private boolean admitted;

  HeldSet(JobSet set) {
    this.set = set;
    this.left = new ArrayList<>(set.jobs().stream().map(Held::new).toList());
  }

  JobSet set() {
    return set;
  }

  List<Held> left() {
    return left;
  }

  boolean high() {
    return set.jobs().getFirst().high();
  }

  boolean admitted() {
    return admitted;
  }

  void admit() {
    admitted = true;
  }
}
