package org.meitheal.core.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Report;

/**
 * Takes on a set only if all of its jobs are expected to be in time without making others late, and
 * gives a set up as a whole. Whatever happens, what has not started is planned anew, each job where
 * it is done first. On a device high priority goes before low and earlier deadlines before later
 * ones; a job alone has all cores and gives some back when another comes; what has no cores is
 * suspended and keeps what it has done. A set that is late everywhere replaces one that has more
 * work left, because both count the same.
 *
 * <p>Each cell is planned by itself: its devices share the air over which inputs travel, and a
 * decision costs what the cell costs, however many cells there are.
 */
public final class WholeSets implements Policy {
  private final boolean neighbours;
  private final Sight sight;
  private final Map<Integer, CellOfSets> cells = new LinkedHashMap<>();

  /**
   * @param neighbours whether devices help each other
   */
  public WholeSets(boolean neighbours, Sight sight) {
    this.neighbours = neighbours;
    this.sight = sight;
  }

  @Override
  public void released(JobSet set, Control control) {
    cell(set.source(), control).released(set, control);
  }

  @Override
  public void computed(Job job, Control control) {
    cell(job.source(), control).computed(job, control);
  }

  @Override
  public void reported(Job job, Report report, Control control) {
    cell(job.source(), control).reported(job, report, control);
  }

  @Override
  public void woken(Control control) {
    cells.values().forEach(cell -> cell.woken(control));
  }

  @Override
  public void lost(Job job, Control control) {
    cell(job.source(), control).lost(job, control);
  }

  private CellOfSets cell(int device, Control control) {
    List<Integer> devices = control.cell(device);
    CellOfSets known = cells.get(devices.getFirst());
    if (known == null) {
      known = new CellOfSets(devices, neighbours, sight);
      cells.put(devices.getFirst(), known);
    }
    return known;
  }
}
