package org.meitheal.dashboard.diagnosis;

import java.util.List;

/** Looks for one kind of problem. */
@FunctionalInterface
interface Diagnosis {
  /** The worst first. */
  List<Problem> of(Known known);
}
