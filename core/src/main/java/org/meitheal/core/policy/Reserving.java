package org.meitheal.core.policy;

import java.util.HashSet;
import java.util.Set;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;

/**
 * What the published policies have in common: cores are reserved for fixed times, a job of high
 * priority runs at its source or not at all, may evict one of low priority there, and a job that
 * outlasts its reservation is halted, even before its deadline.
 */
abstract class Reserving implements Policy {
  /** Until a job that is sent now can run: messages and its image. */
  static final double TRANSFER_MS = 30;

  private final boolean preempting;
  private final ReservedTimes reserved;
  private final Timetable table = new Timetable();
  private final Set<Long> started = new HashSet<>();

  Reserving(boolean preempting, ReservedTimes reserved) {
    this.preempting = preempting;
    this.reserved = reserved;
  }

  @Override
  public final void released(JobSet set, Control control) {
    if (set.jobs().getFirst().high()) {
      set.jobs().forEach(job -> high(job, control));
    } else {
      low(set, control);
    }
    startAndHalt(control);
  }

  /** Books low-priority jobs, or ends them, or keeps them for later. */
  abstract void low(JobSet set, Control control);

  /** A low-priority job was evicted and still has its deadline. */
  abstract void again(Job victim, Control control);

  /** Cores may have become free. */
  void freed(Control control) {}

  private void high(Job job, Control control) {
    double now = control.nowMs();
    double end = now + TRANSFER_MS + reserved.highMs();
    int device = job.source();
    if (table.fits(device, control.cores(device), 1, now, end)) {
      book(new Booking(job, device, 1, now, end), control);
      return;
    }
    Booking victim = preempting ? table.victim(device, now, end).orElse(null) : null;
    if (victim == null) {
      control.stop(job, JobEnding.REFUSED);
      return;
    }
    drop(victim.job());
    control.evict(victim.job());
    high(job, control);
    again(victim.job(), control);
  }

  final void book(Booking booking, Control control) {
    table.add(booking);
    if (booking.startMs() > control.nowMs()) {
      control.wakeAt(booking.startMs());
    }
    control.wakeAt(booking.endMs());
  }

  private void drop(Job job) {
    table.remove(job);
    started.remove(job.id());
  }

  private void startAndHalt(Control control) {
    double now = control.nowMs();
    for (Booking booking : table.all()) {
      if (booking.endMs() <= now) {
        drop(booking.job());
        control.stop(booking.job(), JobEnding.HALTED);
      } else if (booking.startMs() <= now && started.add(booking.job().id())) {
        control.start(booking.job(), booking.device(), booking.cores());
      }
    }
  }

  @Override
  public final void computed(Job job, Control control) {
    drop(job);
    freed(control);
    startAndHalt(control);
  }

  @Override
  public final void woken(Control control) {
    startAndHalt(control);
    freed(control);
    startAndHalt(control);
  }

  @Override
  public final void lost(Job job, Control control) {
    drop(job);
    forget(job);
    freed(control);
    startAndHalt(control);
  }

  /** A job that may wait for a booking has ended. */
  void forget(Job job) {}

  Timetable table() {
    return table;
  }

  ReservedTimes reserved() {
    return reserved;
  }

  /** A booking of a low-priority job from then on, as long as is reserved for it. */
  final Booking booking(Job job, int device, int cores, double startMs) {
    double endMs = startMs + TRANSFER_MS + reserved.ms(job, cores);
    return new Booking(job, device, cores, startMs, endMs);
  }

  /** Whether it is free and the job would be done by its deadline. */
  final boolean fits(Booking booking, Control control) {
    return booking.endMs() <= booking.job().deadlineMs()
        && table.fits(
            booking.device(),
            control.cores(booking.device()),
            booking.cores(),
            booking.startMs(),
            booking.endMs());
  }
}
