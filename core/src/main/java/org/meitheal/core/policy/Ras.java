package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;

/**
 * RAS (arXiv 2510.01885): the first free window that has room for the job, at its source, then at
 * the others in random order; on two cores unless only four are in time; all of a set or nothing.
 */
final class Ras extends Reserving {
  private final IntUnaryOperator draw;

  /**
   * @param draw a number from 0 to below the one given, evenly
   */
  Ras(ReservedTimes reserved, IntUnaryOperator draw) {
    super(true, reserved);
    this.draw = draw;
  }

  @Override
  void low(JobSet set, Control control) {
    List<Booking> placed = new ArrayList<>();
    for (Job job : set.jobs()) {
      Booking booking = place(job, control);
      if (booking == null) {
        placed.forEach(other -> table().remove(other.job()));
        set.jobs().forEach(refused -> control.stop(refused, JobEnding.REFUSED));
        return;
      }
      table().add(booking);
      placed.add(booking);
    }
    placed.forEach(booking -> book(booking, control));
  }

  @Override
  void again(Job victim, Control control) {
    Booking booking = place(victim, control);
    if (booking == null) {
      control.stop(victim, JobEnding.EVICTED);
    } else {
      book(booking, control);
    }
  }

  private @Nullable Booking place(Job job, Control control) {
    double now = control.nowMs();
    boolean hurry = job.deadlineMs() - now < reserved().narrowMs() + TRANSFER_MS;
    int cores = hurry ? job.times().mostCores() : job.times().fewestCores();
    double takes = TRANSFER_MS + reserved().ms(job, cores);
    for (int device : order(job, control)) {
      double start = table().earliest(device, control.cores(device), cores, now, takes);
      if (start + takes <= job.deadlineMs()) {
        return booking(job, device, cores, start);
      }
    }
    return null;
  }

  private List<Integer> order(Job job, Control control) {
    List<Integer> order = Shuffle.others(job.source(), control.devices(), draw);
    order.addFirst(job.source());
    return order;
  }
}
