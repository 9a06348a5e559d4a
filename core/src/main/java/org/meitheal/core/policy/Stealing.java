package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;

/**
 * Work stealing, as the source compares with: jobs wait in lists; a device with free cores looks
 * every 100 ms and takes the first job that still fits, on two cores, or on four if the device is
 * empty and two would be late. Central: one list, first come first served. Decentral: a list for
 * each device, earliest deadline first, its own before those of others in random order.
 */
final class Stealing extends Reserving {
  private static final double LOOK_MS = 100;

  private final boolean central;
  private final IntUnaryOperator draw;
  private final List<Job> waiting = new ArrayList<>();
  private double wakeMs = Double.NEGATIVE_INFINITY;

  Stealing(boolean central, ReservedTimes reserved, IntUnaryOperator draw) {
    super(true, reserved);
    this.central = central;
    this.draw = draw;
  }

  @Override
  void low(JobSet set, Control control) {
    waiting.addAll(set.jobs());
    freed(control);
  }

  @Override
  void again(Job victim, Control control) {
    waiting.add(victim);
  }

  @Override
  void forget(Job job) {
    waiting.remove(job);
  }

  @Override
  void freed(Control control) {
    double now = control.nowMs();
    if (wakeMs <= now) {
      for (int device : Shuffle.others(-1, control.devices(), draw)) {
        steal(device, control);
      }
      double latest = now + TRANSFER_MS + reserved().wideMs();
      List<Job> late = waiting.stream().filter(job -> job.deadlineMs() < latest).toList();
      waiting.removeAll(late);
      late.forEach(job -> control.stop(job, JobEnding.REFUSED));
      if (!waiting.isEmpty()) {
        wakeMs = now + LOOK_MS;
        control.wakeAt(wakeMs);
      }
    }
  }

  private void steal(int device, Control control) {
    for (Job job : central ? List.copyOf(waiting) : lists(device, control)) {
      Booking narrow = booking(job, device, job.times().fewestCores(), control.nowMs());
      Booking wide = booking(job, device, job.times().mostCores(), control.nowMs());
      if (fits(narrow, control)) {
        take(narrow, control);
      } else if (table().at(device).isEmpty() && fits(wide, control)) {
        take(wide, control);
      }
    }
  }

  private void take(Booking booking, Control control) {
    waiting.remove(booking.job());
    book(booking, control);
  }

  private List<Job> lists(int device, Control control) {
    List<Integer> order = Shuffle.others(device, control.devices(), draw);
    order.addFirst(device);
    return waiting.stream()
        .sorted(
            Comparator.comparingInt((Job job) -> order.indexOf(job.source()))
                .thenComparingDouble(Job::deadlineMs))
        .toList();
  }
}
