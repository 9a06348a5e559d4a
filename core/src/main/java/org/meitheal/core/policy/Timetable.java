package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.job.Job;

/** All bookings. */
final class Timetable {
  private final Map<Long, Booking> bookings = new LinkedHashMap<>();

  void add(Booking booking) {
    bookings.put(booking.job().id(), booking);
  }

  void remove(Job job) {
    bookings.remove(job.id());
  }

  @Nullable Booking of(Job job) {
    return bookings.get(job.id());
  }

  Collection<Booking> all() {
    return List.copyOf(bookings.values());
  }

  List<Booking> at(int device) {
    return bookings.values().stream().filter(booking -> booking.device() == device).toList();
  }

  /** Whether so many of a device's cores are free all the time, beside what is booked. */
  boolean fits(int device, int all, int cores, double fromMs, double toMs) {
    List<Booking> overlapping =
        at(device).stream().filter(booking -> booking.overlaps(fromMs, toMs)).toList();
    if (used(overlapping, fromMs) + cores > all) {
      return false;
    }
    return overlapping.stream()
        .mapToDouble(Booking::startMs)
        .filter(start -> start > fromMs)
        .allMatch(start -> used(overlapping, start) + cores <= all);
  }

  private static int used(List<Booking> bookings, double atMs) {
    return bookings.stream()
        .filter(booking -> booking.startMs() <= atMs && atMs < booking.endMs())
        .mapToInt(Booking::cores)
        .sum();
  }

  /** From when on, at the earliest, they are free for so long; that or later than asked for. */
  double earliest(int device, int all, int cores, double fromMs, double forMs) {
    List<Double> candidates = new ArrayList<>(List.of(fromMs));
    at(device).stream().map(Booking::endMs).filter(end -> end > fromMs).forEach(candidates::add);
    return candidates.stream()
        .sorted()
        .filter(start -> fits(device, all, cores, start, start + forMs))
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** When low-priority bookings end, from then on, each once. */
  List<Double> ends(double afterMs, double beforeMs) {
    return bookings.values().stream()
        .map(Booking::endMs)
        .filter(end -> end > afterMs && end < beforeMs)
        .sorted()
        .distinct()
        .toList();
  }

  /** The low-priority booking in the way that has the farthest deadline. */
  Optional<Booking> victim(int device, double fromMs, double toMs) {
    return at(device).stream()
        .filter(booking -> !booking.job().high() && booking.overlaps(fromMs, toMs))
        .max(Comparator.comparingDouble(booking -> booking.job().deadlineMs()));
  }
}
