package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;

/**
 * PATS (arXiv 2504.16792): at now and at each known finish before the deadline, two cores where
 * they are free, the source first, then the peer with fewest jobs of this set; then four where they
 * are free. Parts of a set are placed without the rest.
 */
final class Pats extends Reserving {
  Pats(boolean preempting, ReservedTimes reserved) {
    super(preempting, reserved);
  }

  @Override
  void low(JobSet set, Control control) {
    place(set.jobs(), JobEnding.REFUSED, control);
  }

  @Override
  void again(Job victim, Control control) {
    place(List.of(victim), JobEnding.EVICTED, control);
  }

  private void place(List<Job> jobs, JobEnding otherwise, Control control) {
    List<Job> left = new ArrayList<>(jobs);
    List<Booking> placed = new ArrayList<>();
    List<Double> starts = new ArrayList<>(List.of(control.nowMs()));
    starts.addAll(table().ends(control.nowMs(), jobs.getFirst().deadlineMs()));
    for (double start : starts) {
      left.removeIf(job -> placeAt(start, job, placed, control));
    }
    placed.forEach(booking -> book(widened(booking, control), control));
    left.forEach(job -> control.stop(job, otherwise));
  }

  private boolean placeAt(double startMs, Job job, List<Booking> placed, Control control) {
    for (int device : order(job, placed, control)) {
      Booking booking = booking(job, device, job.times().fewestCores(), startMs);
      if (fits(booking, control)) {
        table().add(booking);
        placed.add(booking);
        return true;
      }
    }
    return false;
  }

  private static List<Integer> order(Job job, List<Booking> placed, Control control) {
    return IntStream.range(0, control.devices())
        .boxed()
        .sorted(
            Comparator.comparing((Integer device) -> device != job.source())
                .thenComparingLong(
                    device -> placed.stream().filter(b -> b.device() == device).count()))
        .toList();
  }

  private Booking widened(Booking narrow, Control control) {
    Job job = narrow.job();
    table().remove(job);
    Booking wide = booking(job, narrow.device(), job.times().mostCores(), narrow.startMs());
    Booking kept = fits(wide, control) ? wide : narrow;
    table().add(kept);
    return kept;
  }
}
